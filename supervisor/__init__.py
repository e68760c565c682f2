"""agent-supervisor: a supervisor between a desktop agent and the input layer.

The map, top to bottom; imports go down only:

    cli       commands: parse, call, print
    demo      a virtual desktop and a scripted person that show the main job
    app       the only place that builds real parts and joins them
    engine    the only loop: event -> core -> carry out -> tell observers
    ui        tray, overlay, popup (a process of its own; the only room with Qt)
    intake    where agents' input comes in: the X11 proxy, the control socket
    desktop   what is on the screen and how input goes out
    human     the person's hand: listeners, latch, stop, release (own process)
    audit     the record: journal, reader, export
    external_judge  a second opinion from a model, where the person wants one (own process; it knows the key)
    detect    PURE what would this do?
    wire      PURE bytes to events and back
    core      PURE the words of DESIGN: action, context, assessment, decision
"""
