"""What parent and child say to each other: pickles behind their length.

They stand apart from the child's program, which runs as `__main__`: a pickle names the module of its class.
"""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from typing import Any, BinaryIO

from pipeline.config import Config
from pipeline.errors import ConfigError, MissingProgramError
from pipeline.workers.letter import Step

LENGTH = struct.Struct("!Q")


@dataclass(frozen=True, slots=True)
class Start:
    """What a child must know before its first letter. `memory_mb` is where the system stops it, 0 for nowhere."""

    steps: tuple[Step, ...]
    config: Config
    limits_key: str
    memory_mb: int
    log_level: int


@dataclass(frozen=True, slots=True)
class Ready:
    """The stages are built."""


@dataclass(frozen=True, slots=True)
class Refused:
    """No letter can be read: the settings, a model or a program are at fault, or there is a bug."""

    error: ConfigError | MissingProgramError | WorkerBugError


class WorkerBugError(Exception):
    """The child could not even begin; the message is the child's traceback."""


@dataclass(frozen=True, slots=True)
class End:
    """The letter is done."""


def send(stream: BinaryIO, message: Any) -> None:
    """Writes one message."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Reads one message. Raises EOFError at the end."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    data = stream.read(LENGTH.unpack(head)[0])
    return pickle.loads(data)
