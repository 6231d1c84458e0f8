"""Where a document is cut into chapters: between sections, and in what is very long by itself."""

import re

from reports.cutting import chapters


def section(words: str, inside: str = "") -> str:
    return f"<section><h2>{words}</h2><p>{words * 9}</p>{inside}</section>"


def text(html: str) -> str:
    return re.sub(r"<[^>]*>", " ", html).split().__str__()


def test_a_short_document_is_one_chapter() -> None:
    body = section("ett") + section("två")

    assert chapters(body) == [body]


def test_the_cut_is_made_between_the_outermost_sections() -> None:
    first, second, third = section("ett"), section("två"), section("tre")

    assert chapters(first + second + third, longest=len(first + second)) == [first + second, third]


def test_a_long_section_is_cut_between_those_inside_it_but_not_after_its_heading() -> None:
    body = section("allt", section("ett") + section("två")) + section("sist")

    found = chapters(body, longest=80)

    assert [re.findall(r"<h2>(.*?)</h2>", part) for part in found] == [
        ["allt"], ["ett"], ["två"], ["sist"],
    ]  # fmt: skip
    assert all(part.count("<section>") == part.count("</section>") for part in found)
    assert text("".join(found)) == text(body)


def test_a_heading_stays_with_the_section_that_follows_it() -> None:
    body = f"<section><h2>Enheter</h2>{section('ett')}{section('två')}</section>"

    first, second = chapters(body, longest=10)

    assert "Enheter" in first
    assert "ett" in first
    assert "två" in second


TABLE = (
    '<section><table class="rows"><caption>C</caption><thead><tr><th>H</th></tr></thead>'
    + "".join(
        f'<tbody><tr><td rowspan="2">{n}</td></tr><tr><td>b</td></tr></tbody>' for n in range(9)
    )
    + "</table></section>"
)


def test_a_very_long_table_is_cut_between_its_groups_with_its_head_on_each_part() -> None:
    found = chapters(TABLE, longest=200, longest_section=300)

    assert len(found) > 2
    for part in found:
        assert part.startswith('<section><table class="rows"><caption>C</caption><thead>')
        assert part.endswith("</tbody></table></section>")
        assert part.count("<tr>") == part.count("<tbody>") * 2 + 1
    rows = [int(n) for part in found for n in re.findall(r'rowspan="2">(\d)', part)]
    assert rows == list(range(9))


def test_a_table_that_is_not_so_long_stays_whole() -> None:
    assert chapters(TABLE, longest=200, longest_section=9_000) == [TABLE]


def test_rows_of_one_group_are_cut_apart_where_no_cell_spans_them() -> None:
    rows = "".join(f"<tr><td>{n}</td></tr>" for n in range(20))
    body = (
        f"<section><table><thead><tr><th>H</th></tr></thead><tbody>{rows}</tbody></table></section>"
    )
    spanned = body.replace("<td>0", '<td rowspan="2">0')

    assert len(chapters(body, longest=100, longest_section=150)) > 2
    assert len(chapters(spanned, longest=100, longest_section=150)) == 1


def test_a_very_long_text_is_cut_between_its_paragraphs() -> None:
    body = f"<section><h2>Text</h2>{'<p>ord</p>' * 50}</section>"

    found = chapters(body, longest=100, longest_section=200)

    assert len(found) > 3
    assert text("".join(found)) == text(body)
