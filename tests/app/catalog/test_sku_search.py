"""Test what `sku search` says where no SKU holds the words."""

import json

import pytest


@pytest.mark.parametrize(
    ("words", "lang", "said"),
    [
        (
            "attivazione kms",
            "it",
            "Termini e dati contengono le parole «attivazione kms»: kms. Leggerne uno con `licensectl explain kms`.",
        ),
        (
            "attivazione kms",
            "en",
            "Terms and facts contain the words 'attivazione kms': kms. Read one of them with `licensectl explain kms`.",
        ),
        ("kms", "en", "Terms and facts contain the words 'kms': kms, kms-activation, "),
    ],
)
def test_words_of_terms_and_facts_lead_to_their_explanation(cli, words, lang, said):
    ran = cli("sku", "search", words, "--lang", lang)
    assert ran.code == 0 and said in ran.err and "[LC-SKU-IN-FACTS]" in ran.err
    record = json.loads(cli("sku", "search", words, "-f", "json").out)
    assert [problem["code"] for problem in record["problems"]] == ["LC-SKU-NOTHING-LIKE", "LC-SKU-IN-FACTS"]


@pytest.mark.parametrize("words", ["sql 2022 std", "qqq zzz"])
def test_no_explanation_is_named_for_a_sku_or_for_words_that_nothing_holds(cli, words):
    assert "LC-SKU-IN-FACTS" not in cli("sku", "search", words).err
