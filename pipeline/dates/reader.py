"""Text in, date expressions out: tokenise, apply the grammar, resolve."""

from __future__ import annotations

import datetime as dt
from itertools import zip_longest
from typing import Literal

from pipeline.dates.expressions import Expression, grammar
from pipeline.dates.lexicon import Lexicon
from pipeline.dates.spans import Span, day_span
from pipeline.dates.times import Context, Onwards, Range, Rolling, UntilNow
from pipeline.dates.tokens import Tokens
from pipeline.records import DateExpression, LanguageCode

Modifier = Literal["begin", "mid", "end", "approx", "since", "until", ""]


def read_dates(
    text: str, language: LanguageCode = "nl", anchor: dt.date | None = None, *, ocr: bool = False
) -> list[DateExpression]:
    """Find the date expressions of a text and say when they are.

    Args:
        text: any text; offsets of the result are code points into it.
        language: whose words are read. Months and absolute dates of the other language are read as well.
        anchor: the day the text was written on; without it relative expressions have no value.
        ocr: whether the text may hold the confusions of OCR ("l2 maart 2O18").

    Returns:
        The expressions in order, none overlapping.
    """
    return read_passage(text, language, Context(anchor), ocr=ocr)[0]


def read_passage(
    text: str, language: LanguageCode, context: Context, *, ocr: bool = False, offset: int = 0
) -> tuple[list[DateExpression], Context]:
    """As `read_dates`, with the dates that came before in `context`; returns the context of what comes after."""
    rules = grammar(language)
    tokens = rules.tokens(text, ocr=ocr)
    dates = []
    expressions = rules.expressions(tokens)
    for expression, after in zip_longest(expressions, expressions[1:]):
        span = _positioned(expression, expression.time.resolve(context))
        if span is None and after is not None and _in_brackets(tokens, expression, after):
            span = after.time.resolve(context)
        dates.append(_record(tokens, expression, span, context, rules.words, language, offset))
        if span:
            context = Context(context.anchor, span)
    return dates, context


def _in_brackets(t: Tokens, expression: Expression, after: Expression) -> bool:
    """Whether the next expression says in brackets when a vague one is: "de komende periode (2021)"."""
    end = expression.end
    return after.start == end + 1 and t.words[end] == "(" and t.words[after.end] == ")"


def _positioned(expression: Expression, span: Span | None) -> Span | None:
    """Position words change the value only of "ultimo" (the last day) and of "circa"."""
    if span is None:
        return None
    if expression.position == "approx":
        return span.approximate()
    if expression.position == "ultimo" and span.end:
        last = day_span(dt.date.fromisoformat(span.end))
        return last.counted() if span.anchored else last
    return span


def _record(
    t: Tokens,
    expression: Expression,
    span: Span | None,
    context: Context,
    words: Lexicon,
    language: LanguageCode,
    offset: int,
) -> DateExpression:
    modifier, deadline = _modifier(t, expression, words)
    anchored = span is not None and span.anchored and context.anchor is not None
    return DateExpression(
        start_char=offset + t.starts[expression.start],
        end_char=offset + t.ends[expression.end - 1],
        edtf=span.edtf if span else "",
        start_date=span.start if span else "",
        end_date=span.end if span else "",
        precision=span.precision if span else "",
        kind=_kind(expression, deadline, anchored or span is None),
        modifier=modifier,
        anchor_date=context.anchor.isoformat() if anchored and context.anchor else "",
        language=language,
    )


def _kind(
    expression: Expression, deadline: bool, relative: bool
) -> Literal["absolute", "relative", "range", "deadline"]:
    if deadline:
        return "deadline"
    if isinstance(expression.time, Range | Onwards | UntilNow | Rolling):
        return "range"
    return "relative" if relative else "absolute"


def _modifier(t: Tokens, expression: Expression, words: Lexicon) -> tuple[Modifier, bool]:
    """What position words say, or else the preposition before; and whether that makes it a deadline."""
    start = expression.start
    article = words.article.before(t, start)
    start = article[1] if article else start
    deadline = bool(words.deadline.before(t, start))
    position: dict[str, Modifier] = {"begin": "begin", "mid": "mid", "end": "end", "ultimo": "end", "approx": "approx"}
    if expression.position in position:
        return position[expression.position], deadline
    if words.since.before(t, start) and not isinstance(expression.time, Range):
        return "since", deadline
    if words.until.before(t, start) and not isinstance(expression.time, Range):
        return "until", deadline
    return ("since" if isinstance(expression.time, Onwards) else ""), deadline
