"""Finds signature blocks, in the letter and in contributions to it, and reads who signs.

A signature block is a run of short lines after a closing ("Hoogachtend,"), or a name with a role or an
organisation right below it. Several people may stand side by side; each column is read downwards. Roles stand
below their names or, in the letters of a council's executive, above them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.split.body_look import body_of
from pipeline.split.layout import Block, Line
from pipeline.split.parts_settings import PartsSettings, PatternRule, any_match
from pipeline.split.people import Person, is_role, person_name, read_person, split_name
from pipeline.split.signature_zone import ROOM, is_closing, is_dressed_up, is_unsigned, one_column, side_by_side, zone

_INITIAL = re.compile(r"[A-Z]\.$")


@dataclass(frozen=True, eq=False)
class Signer:
    """One person of a signature block: the line with the name, the other lines, and whether a closing stands above.

    `stamped` is whom the stamp of a service for signing names.
    """

    name_line: Line
    details: tuple[Line, ...]
    closed: bool
    shared_role: str = ""
    stamped: Person | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(sorted((self.name_line, *self.details), key=lambda line: (line.page_number, line.box.top)))

    def read(self, rules: PartsSettings, *, outside: bool) -> Person | None:
        if self.stamped is not None:
            return self.stamped
        details = [line.text for line in self.details]
        return read_person(self.name_line.text, [self.shared_role, *details], rules.people, outside=outside)


@dataclass(frozen=True, eq=False)
class Signed:
    """The blocks of a letter with signature blocks set apart (one block a person), and who stands in them."""

    blocks: tuple[Block, ...]
    signers: dict[int, Signer]


def mark_signatures(blocks: Sequence[Block], rules: PartsSettings) -> Signed:
    """Return the blocks with each signer in a block of kind `signature`, and the signers by the id of their block."""
    blocks = [_without_list(block, rules) for block in blocks]
    body = body_of(blocks)
    marked: list[Block] = []
    signers: dict[int, Signer] = {}
    index = 0
    while index < len(blocks):
        if stamp := _stamp(blocks[index], rules):
            marked.append(replace(blocks[index], kind="signature"))
            signers[id(marked[-1])] = stamp
            index += 1
            continue
        end, closed = zone(blocks, index, body, rules)
        blocks[index:end] = [side_by_side(block, rules) for block in blocks[index:end]]
        signed = [block for block in blocks[index:end] if not is_unsigned(block, rules)]
        found = _signers([line for block in signed for line in block.lines], closed, rules)
        if not found:
            marked.append(blocks[index])
            index += 1
            continue
        used = {id(line) for signer in found for line in signer.lines}
        marked += _rest(blocks[index:end], used, before=found[0].lines[0])
        for signer in found:
            block = Block("signature", signer.lines)
            signers[id(block)] = signer
            marked.append(block)
        marked += _rest(blocks[index:end], used, after=found[0].lines[0])
        index = end
    return Signed(tuple(marked), signers)


def _stamp(block: Block, rules: PartsSettings) -> Signer | None:
    """The signer whom a stamp names: "ValidSigned door De Griffier A. Jansen"."""
    for match in filter(None, (rule.match(block.text) for rule in rules.stamps)):
        if block.kind == "paragraph" and (name := person_name(match["name"], rules.people)):
            person = Person(name, match.groupdict().get("role") or "")
            return Signer(block.lines[0], block.lines[1:], closed=True, stamped=person)
    return None


def _without_list(block: Block, rules: PartsSettings) -> Block:
    """The block as a paragraph where what marks it as a list item is the initial of a name: "A. Jansen"."""
    if block.kind != "item" or not _INITIAL.match(block.marker) or not split_name(block.lines[0].text, rules.people)[0]:
        return block
    return replace(block, kind="paragraph", marker="", level=0)


def _signers(lines: Sequence[Line], closed: bool, rules: PartsSettings) -> list[Signer]:
    plain = [line for line in lines if not is_closing(line.text, rules) and not (closed and _is_body(line, rules))]
    if any(len(line.text) > 110 for line in plain):
        return []
    shared = _shared_roles(plain, rules)
    columns = _columns([line for line in plain if not any(line is role for role, _ in shared)])
    found = [signer for column in columns for signer in _of_column(column, closed, rules)]
    for _, roles in shared:
        if len(roles) == len(found):
            found = [replace(signer, shared_role=role) for signer, role in zip(found, roles, strict=True)]
    if len(found) == 1 and not found[0].details:
        found = [replace(found[0], shared_role=found[0].shared_role or _office_in_closing(lines, rules))]
    return [
        signer for signer in found if closed or signer.details or split_name(signer.name_line.text, rules.people)[1]
    ]


def _is_body(line: Line, rules: PartsSettings) -> bool:
    """Whether the line names the body that signs, without the comma of a closing."""
    matches = (rule.match(line.text) for rule in rules.sender.closings)
    return any(match and {"municipality", "province"} & match.groupdict().keys() for match in matches)


def _office_in_closing(lines: Sequence[Line], rules: PartsSettings) -> str:
    """The office of a minister, who signs alone: "de minister van Financiën," above the name."""
    if any("namens" in line.text.casefold() for line in lines):
        return ""  # somebody else signs, whose office is not printed
    texts = (line.text for line in lines for rule in rules.sender.closings if _names_ministry(rule, line.text))
    return next(texts, "").strip(" ,")


def _names_ministry(rule: PatternRule, text: str) -> bool:
    match = rule.match(text)
    return match is not None and bool(match.groupdict().get("ministry"))


def _shared_roles(lines: Iterable[Line], rules: PartsSettings) -> list[tuple[Line, list[str]]]:
    """Lines that print the roles of several people behind each other: "de secretaris, de burgemeester,"."""
    shared = []
    for line in lines:
        roles = [part.strip() for part in line.text.strip(" ,").split(", ")]
        if len(roles) > 1 and all(is_role(role, rules.people) and len(role.split()) <= 3 for role in roles):
            shared.append((line, roles))
    return shared


def _columns(lines: Sequence[Line]) -> list[list[Line]]:
    columns: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.page_number, round(line.box.top / 4), line.box.x0)):
        home = next((column for column in columns if one_column(column[0], line)), None)
        if home is None and len(line.words) > 1:  # and no scrawl of ink
            home = next((column for column in columns if _is_under(column[-1], line)), None)
        if home is None:
            columns.append([line])
        else:
            home.append(line)
    return sorted(columns, key=lambda column: column[0].box.x0)


def _is_under(above: Line, line: Line) -> bool:
    """Whether a line stands under most of another one, or most of it does, as a name under a role set further left."""
    shared = min(above.box.x1, line.box.x1) - max(above.box.x0, line.box.x0)
    narrow = min(above.box.x1 - above.box.x0, line.box.x1 - line.box.x0)
    return above.page_number == line.page_number and line.box.top > above.box.top and shared > 0.5 * narrow


def _of_column(column: Sequence[Line], closed: bool, rules: PartsSettings) -> list[Signer]:
    """The people of one column. Roles that stand above the first name stand above every name of the column."""
    names = [index for index, line in enumerate(column) if split_name(line.text, rules.people)[0]]
    names = [index for index in names if not _is_organisation_below(column, index, names, rules)]
    if not names:
        return []
    above = column[: names[0]]
    roles_first = bool(above) and is_role(above[-1].text, rules.people)
    found = []
    for position, index in enumerate(names):
        following = names[position + 1] if position + 1 < len(names) else len(column)
        if roles_first:
            start = names[position - 1] + 1 if position else _first_role(column, index, rules)
            details = list(column[start:index])
            if position == len(names) - 1:
                details += _near(column[index:following], rules)[1:] if len(names) == 1 and not details else []
        else:
            details = _near(column[index:following], rules)[1:]
        found.append(Signer(column[index], tuple(details), closed))
    return found


def _is_organisation_below(column: Sequence[Line], index: int, names: Sequence[int], rules: PartsSettings) -> bool:
    """Whether what looks like a name is where the person above works: it closes up to a role and has none itself."""
    if index < 2 or index - 2 not in names:
        return False
    above, line = column[index - 1], column[index]
    own_role = index + 1 < len(column) and is_role(column[index + 1].text, rules.people)
    tight = line.page_number == above.page_number and line.box.top - above.box.bottom < 0.7 * line.size
    return tight and not own_role and is_role(above.text, rules.people)


def _first_role(column: Sequence[Line], name: int, rules: PartsSettings) -> int:
    """Where the role begins that ends right above the name: at most two lines up."""
    start = name - 1
    if start > 0 and is_role(column[start - 1].text, rules.people):
        start -= 1
    return start


def _near(lines: Sequence[Line], rules: PartsSettings) -> list[Line]:
    """The lines from the first on that stand close under each other, at most five; none that opens a new part."""
    near = list(lines[:1])
    for line in lines[1:5]:
        above = near[-1]
        if line.page_number != above.page_number or line.box.top - above.box.bottom > ROOM * max(line.size, 1.0):
            break
        if is_dressed_up(line, lines[0]) or line.text.endswith(":") or any_match(line.text, rules.sections):
            break
        near.append(line)
    return near


def _rest(
    blocks: Iterable[Block], used: set[int], *, before: Line | None = None, after: Line | None = None
) -> list[Block]:
    """The lines of these blocks that no signer uses, as blocks: those above the first signer, or those below."""
    rest = []
    for block in blocks:
        lines = tuple(line for line in block.lines if id(line) not in used and _is_side(line, before, after))
        if lines:
            rest.append(block if len(lines) == len(block.lines) else Block(block.kind, lines))
    return rest


def _is_side(line: Line, before: Line | None, after: Line | None) -> bool:
    if before is not None:
        return (line.page_number, line.box.top) < (before.page_number, before.box.top + 1)
    assert after is not None
    return (line.page_number, line.box.top) >= (after.page_number, after.box.top + 1)
