from actuary.figures.single import figures
from actuary.figures.sources import STATUSES, all_sources
from actuary.figures.tables import IN_EACH_ROW, table, table_names


def test_every_source_says_who_what_and_how_far_it_was_read() -> None:
    for source in all_sources().values():
        assert source.title and source.issuer and source.date and source.quality, source.name


def test_an_address_is_a_public_page() -> None:
    assert all(one.address == "" or one.address.startswith("http") for one in all_sources().values())
    assert sum(bool(one.address) for one in all_sources().values()) > 10


def test_every_figure_has_a_known_source_and_status() -> None:
    for one in figures():
        assert one.source in all_sources(), f"figures.csv:{one.line}"
        assert one.status in STATUSES, f"figures.csv:{one.line}"


def test_every_table_has_known_sources_and_statuses() -> None:
    for name in table_names():
        which = table(name)
        for key, known in (("source", all_sources()), ("status", STATUSES)):
            said = which.meta[key]
            for one in which.columns[key] if said == IN_EACH_ROW else [said]:
                assert one in known, f"{name}: {one}"


def test_what_nobody_read_is_never_called_published() -> None:
    assert not [one.name for one in figures() if one.source == "not_read" and one.status != "unverified"]
    for name in table_names():
        columns, meta = table(name).columns, table(name).meta
        if "source" in columns:
            statuses = columns.get("status", [meta["status"]] * len(columns["source"]))
            rows = zip(columns["source"], statuses, strict=True)
            assert all(status == "unverified" for source, status in rows if source == "not_read"), name


def test_the_united_nations_are_named_with_their_licence() -> None:
    assert "CC BY 3.0 IGO" in all_sources()["wpp_2024"].title
    assert "extract" in all_sources()["wpp_2024"].title
