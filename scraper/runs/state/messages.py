"""Which alarms a person has heard of.

A message is owed for each alarm that is open, once, and for the end of each that was announced. It is
noted as sent after it was sent, so one that is cut off between is sent again, with the same id.
"""

from collections.abc import Collection
from datetime import datetime

from scraper.models.alarm import AlarmEvent, AlarmMessage
from scraper.runs.state.baselines import ALARM_COLUMNS, alarm_of
from scraper.runs.state.database import StateFile, text_of

_OWED = f"""
SELECT alarms.number, 'raised', coalesce(raised.tries, 0), {ALARM_COLUMNS} FROM alarms
    LEFT JOIN alarm_messages AS raised ON raised.alarm = alarms.number AND raised.event = 'raised'
    WHERE (alarms.ended = '' AND raised.sent IS NULL) OR raised.sent = ''
UNION ALL
SELECT alarms.number, 'ended', coalesce(over.tries, 0), {ALARM_COLUMNS} FROM alarms
    JOIN alarm_messages AS raised
        ON raised.alarm = alarms.number AND raised.event = 'raised' AND raised.sent <> ''
    LEFT JOIN alarm_messages AS over ON over.alarm = alarms.number AND over.event = 'ended'
    WHERE alarms.ended <> '' AND coalesce(over.sent, '') = ''
ORDER BY 3, 1
"""  # noqa: S608  # our own words


class AlarmMessages:
    """Part of a `State`, in its file."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def owed(self, sites: Collection[str]) -> list[AlarmMessage]:
        """Return the messages about sites that are to be sent: those that never failed first, each
        kind oldest first."""
        self._file.require_intact("alarms", "alarm_messages")
        messages = [
            AlarmMessage(number, event, alarm_of(row), tries)
            for number, event, tries, *row in self._file.rows(_OWED)
        ]
        return [message for message in messages if message.alarm.site in sites]

    def note_sent(self, message: AlarmMessage, now: datetime) -> None:
        """Keep that a message was delivered."""
        self._keep(message.number, message.event, message.tries, text_of(now))

    def note_failed(self, message: AlarmMessage) -> None:
        """Keep that a message could not be delivered. It is owed from now on, also if its alarm ends."""
        self._keep(message.number, message.event, message.tries + 1, "")

    def _keep(self, number: int, event: AlarmEvent, tries: int, sent: str) -> None:
        with self._file.writing():
            self._file.run(
                "INSERT OR REPLACE INTO alarm_messages VALUES (?, ?, ?, ?, 0)",
                number,
                event,
                tries,
                sent,
            )
