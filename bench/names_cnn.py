"""Trains spaCy's own CNN on the tagged letters that our names model learns from, to be compared with it.

    python bench/names_cnn.py ../shared/ner/letters out/cnn --passes 8

It gets the same texts, with the lines joined, and no vectors: the encoder's part in our figures is what is left.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import compounding, fix_random_seed, minibatch

from training.tagged import TaggedText, read_folder, unwrap

SEED = 12
PARAGRAPH = re.compile(r"\S.*?(?=\n\s*\n|\Z)", re.S)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+", help="folders of tagged texts, the last one to write to")
    parser.add_argument("--passes", type=int, default=8)
    options = parser.parse_args()
    *sources, out = options.folders
    fix_random_seed(SEED)
    draw = random.Random(SEED)
    nlp = spacy.blank("nl")
    nlp.add_pipe("ner")
    texts = [unwrap(tagged) for folder in sources for tagged in read_folder(folder).values()]
    examples = [example for tagged in texts for example in paragraphs(nlp, tagged)]
    optimizer = nlp.initialize(lambda: examples)
    for number in range(options.passes):
        draw.shuffle(examples)
        losses: dict[str, float] = {}
        for batch in minibatch(examples, size=compounding(8.0, 64.0, 1.01)):
            nlp.update(batch, sgd=optimizer, drop=0.2, losses=losses)
        print(f"pass {number + 1}: loss {losses['ner']:.0f}", flush=True)
        with nlp.use_params(optimizer.averages):
            nlp.to_disk(out)


def paragraphs(nlp: Language, tagged: TaggedText) -> Iterator[Example]:
    """An example per paragraph; names that begin or end inside one of spaCy's words are drawn out to the word."""
    for paragraph in PARAGRAPH.finditer(tagged.text):
        doc = nlp.make_doc(paragraph.group())
        spans = [
            doc.char_span(
                s.start_char - paragraph.start(), s.end_char - paragraph.start(), s.label, alignment_mode="expand"
            )
            for s in tagged.spans
            if paragraph.start() <= s.start_char and s.end_char <= paragraph.end()
        ]
        entities = spacy.util.filter_spans([span for span in spans if span is not None])
        yield Example.from_dict(doc, {"entities": [(e.start_char, e.end_char, e.label_) for e in entities]})


if __name__ == "__main__":
    main()
