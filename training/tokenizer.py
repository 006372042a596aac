"""The tokenizer's rules: how text is folded and where it may be cut. The pieces come from the vocabulary."""

from __future__ import annotations

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from pipeline.entities.pieces import BLANK, EMPTY_LINE, LINE_END

SPECIAL = ("<s>", "</s>", "<unk>")
BREAKS = (BLANK + LINE_END, BLANK + EMPTY_LINE)


def make_tokenizer(pieces: list[tuple[str, float]]) -> Tokenizer:
    """A unigram tokenizer that never joins letters with punctuation and sees line ends as pieces."""
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=SPECIAL.index("<unk>"), byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex("[\\u00ad\\u200b\\ufeff]"), ""),
            normalizers.Replace(Regex("\\s*\\n\\s*\\n\\s*|\\s*\\f\\s*"), f" {EMPTY_LINE} "),
            normalizers.Replace(Regex("\\s*\\n\\s*"), f" {LINE_END} "),
            normalizers.NFKC(),
            normalizers.Replace(Regex("\\s+"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Metaspace(replacement=BLANK, prepend_scheme="always", split=True),
            pre_tokenizers.Split(Regex(f"{BLANK}?\\w+|{BLANK}?[^\\w{BLANK}]"), behavior="isolated"),
        ]
    )
    return tokenizer
