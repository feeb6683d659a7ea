from geomap.claimants import claimant_key, side_of


def test_a_person_is_one_claimant_with_or_without_first_name_and_office() -> None:
    assert claimant_key("Ihor Terekhov, the mayor of Kharkiv") == claimant_key("Mayor Terekhov")


def test_two_ministries_of_one_kind_are_two_claimants() -> None:
    assert claimant_key("British Ministry of Defence") != claimant_key("Russian Ministry of Defence")

    assert claimant_key("Ministry of Defence") == claimant_key("the Defence Ministry")


def test_the_first_telling_word_places_a_claimant() -> None:
    assert side_of("Russian-installed official in Ukraine") == "russian"
    assert side_of("Генеральний штаб ЗСУ") == "ukrainian"
    assert side_of("two aid workers") == "other"
    assert side_of("a spokesman", "Russian Defence Ministry") == "russian"
