from training.tagged import Edit, Span, TaggedText, edit, read_tags, unwrap


def surfaces(tagged: TaggedText) -> list[str]:
    return [tagged.text[s.start_char : s.end_char] for s in tagged.spans]


def test_tags_are_taken_out_and_their_places_kept() -> None:
    tagged = read_tags("Op [[DATE|5 mei|2021-05-05]] sprak [[PERSON|J. Smit]] in [[LOC|Weert]].")
    assert tagged.text == "Op 5 mei sprak J. Smit in Weert."
    assert surfaces(tagged) == ["5 mei", "J. Smit", "Weert"]
    assert [s.label for s in tagged.spans] == ["DATE", "PERSON", "LOC"]


def test_page_marks_are_no_text() -> None:
    assert read_tags("een\n=====PAGE 2=====\n[[LOC|Weert]]").text == "een\nWeert"


def test_a_name_grows_with_its_edit_and_later_names_move() -> None:
    tagged = TaggedText("Jan en Piet", (Span(0, 3, "PERSON"), Span(7, 11, "PERSON")))
    assert surfaces(edit(tagged, [Edit(0, 3, "Johanna")])) == ["Johanna", "Piet"]


def test_an_edit_before_a_name_does_not_touch_it() -> None:
    tagged = TaggedText("de  Maas", (Span(4, 8, "LOC"),))
    assert surfaces(edit(tagged, [Edit(2, 4, " ")])) == ["Maas"]


def test_a_name_that_is_deleted_is_gone() -> None:
    assert edit(TaggedText("a B c", (Span(2, 3, "ORG"),)), [Edit(2, 4, "")]).spans == ()


def test_full_lines_are_joined_and_short_ones_are_not() -> None:
    long = "Het college heeft op voorstel van de wethouder besloten om de regeling van het"
    tagged = read_tags(f"Onderwerp\nRegeling\n\n{long}\n[[ORG|Rijk en]] de gemeente te volgen.\n- punt")
    assert unwrap(tagged).text.split("\n") == [
        "Onderwerp",
        "Regeling",
        "",
        f"{long} Rijk en de gemeente te volgen.",
        "- punt",
    ]


def test_a_name_over_a_line_end_comes_out_whole() -> None:
    tagged = read_tags("namens de [[ORG|Kamer van\nKoophandel]] en het [[ORG|Water-\nschap]]")
    assert surfaces(unwrap(tagged)) == ["Kamer van Koophandel", "Waterschap"]
