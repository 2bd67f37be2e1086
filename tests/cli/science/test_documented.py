"""The examples of docs/reference/methods.md hold: each command says of the files what the page says it does."""

from pathlib import Path

from tests.cli.science.examples import DOCS, alike, told, write_files

PAGE = DOCS / "reference" / "methods.md"
EXAMPLES = 11


def test_each_example_says_what_the_page_says(tmp_path: Path) -> None:
    write_files(PAGE, tmp_path)
    examples = list(told(PAGE, tmp_path))
    assert len(examples) == EXAMPLES
    for words, said, shown in examples:
        assert alike(said, shown), f"{words}\n{said}"
