"""The screens, each made as somebody would: by commands and clicks."""

from tests.pictures import scenes_of_alerts, scenes_of_cards, scenes_of_managers, scenes_of_moments

SCENES = {
    "alerts": scenes_of_alerts.played,
    "cards": scenes_of_cards.played,
    "moments": scenes_of_moments.played,
    "managers": scenes_of_managers.played,
}
