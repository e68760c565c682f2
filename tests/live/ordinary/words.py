"""What is written in ordinary work."""

from __future__ import annotations

SENTENCES = (
    "The harbour opens at seven in summer and at nine in winter.",
    "Please delete the old plan from your notes and read the new one.",
    "We sent the second letter on Monday, it should arrive soon.",
    "Bread, milk, two lemons, tea",
    "The bridge was closed for repairs, so the bus takes the longer way.",
    "Remember to pay the electrician before the end of the month!",
    "Chapter 3: how the lighthouse was built",
    "Can you send me the photos of the boat? I would like to print them.",
    "12 chairs, 3 tables, 1 lamp (broken)",
    "Our answer: yes, but not before May.",
    "All in all the meeting went well; Tom wants to remove point four.",
    "The password of the guest network hangs beside the door.",
    "Nobody has cancelled yet, we are eleven people.",
    "First heat the oven, then mix flour and sugar.",
    "Rain on Thursday, 14 degrees, wind from the west",
    "See page 42 for a picture of the old pier.",
    "She published two books and submitted a third one.",
    "x = 3 * (y + 2) / 7",
    "Invoice 2024-117 is filed under Letters.",
    "To reset the clock, hold both buttons for five seconds.",
)
NAMES = (
    "letter.txt",
    "budget 2024.txt",
    "Delete me.txt",
    "photos of the pier.txt",
    "minutes.txt",
    "todo.txt",
    "Remove old stuff.txt",
    "recipes.txt",
    "final final.txt",
    "send to Tom.txt",
    "kitchen.txt",
    "plan B.txt",
)
FOLDERS = ("Letters", "Trash talk", "Photos", "2024", "Deleted scenes", "Bills to pay")
WORDS = ("harbour", "delete", "plan", "the", "send", "Tom", "May", "seven", "remove", "pay", "letter", "chair")
