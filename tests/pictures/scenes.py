"""The screens, each made as somebody would: by commands and clicks."""

from tests.pictures import scenes_of_alerts, scenes_of_cards, scenes_of_managers

SCENES = {
    "alerts": scenes_of_alerts.played,
    "cards": scenes_of_cards.played,
    "managers": scenes_of_managers.played,
}
