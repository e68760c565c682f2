/* A small agent on XTEST, as people write them in C; it knows nothing of any supervisor.
 *
 * usage: xtest_agent [COMMAND]...      each argument one command; without arguments, one a line from standard input
 *
 *   move X Y | moverel DX DY | click B | down B | up B | drag X1 Y1 X2 Y2 [B]
 *   key NAME[+NAME]... | keydown NAME | keyup NAME | type TEXT
 *   warp X Y | warprel DX DY | xiwarp X Y    core WarpPointer, its relative form, XIWarpPointer
 *   sendclick B | sendkey NAME          core SendEvent to the window under the pointer / in focus
 *   devicekey NAME [DEVICE]             FakeInput in the device form, default "TigerVNC keyboard"
 *   devicebutton B [DEVICE]             likewise, default "TigerVNC pointer"
 *   devicemove X Y                      the pointer by the device form: two events in one request
 *   delay MS                            let the server wait before each following event
 *   grab keyboard|pointer|frozen|server, ungrab
 *   flush | sync | sleep MS | say TEXT  `say` syncs first, then writes a line to standard output
 *   repeat N COMMAND                    N times without flushing in between
 *   wait                                until killed
 *   leave                               write what is there and end at once, without asking the server for anything
 */
#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/extensions/XInput.h>
#include <X11/extensions/XInput2.h>
#include <X11/extensions/XTest.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static Display *dpy;
static unsigned long delay_ms = 0;

static void fail(const char *what, const char *word) {
    fprintf(stderr, "xtest_agent: %s: %s\n", what, word);
    exit(2);
}

/* Windows come and go while we look for the one under the pointer. */
static int note_error(Display *display, XErrorEvent *error) {
    char text[128];
    XGetErrorText(display, error->error_code, text, sizeof text);
    if (error->error_code != BadWindow) fail("X error", text);
    return 0;
}

static KeyCode code_of(const char *name, int *shifted) {
    KeySym symbol = XStringToKeysym(name);
    if (symbol == NoSymbol && name[0] && !name[1]) symbol = (unsigned char)name[0];
    KeyCode code = XKeysymToKeycode(dpy, symbol);
    if (!code) fail("no such key", name);
    if (shifted) *shifted = XkbKeycodeToKeysym(dpy, code, 0, 0) != symbol && XkbKeycodeToKeysym(dpy, code, 0, 1) == symbol;
    return code;
}

static void key(KeyCode code, int down) { XTestFakeKeyEvent(dpy, code, down, delay_ms); }
static void button(int number, int down) { XTestFakeButtonEvent(dpy, number, down, delay_ms); }
static void move(int x, int y) { XTestFakeMotionEvent(dpy, -1, x, y, delay_ms); }

static void chord(char *names) {
    KeyCode codes[16];
    int count = 0;
    char *save = NULL;
    for (char *part = strtok_r(names, "+", &save); part && count < 16; part = strtok_r(NULL, "+", &save))
        codes[count++] = code_of(part, NULL);
    for (int i = 0; i < count; i++) key(codes[i], True);
    while (count) key(codes[--count], False);
}

static void type(const char *text) {
    KeyCode shift = code_of("Shift_L", NULL);
    for (; *text; text++) {
        char name[2] = {*text, 0};
        int shifted = 0;
        KeyCode code = *text == '\n' ? code_of("Return", NULL) : code_of(name, &shifted);
        if (shifted) key(shift, True);
        key(code, True);
        key(code, False);
        if (shifted) key(shift, False);
    }
}

static void drag(int x1, int y1, int x2, int y2, int number) {
    move(x1, y1);
    button(number, True);
    for (int step = 1; step <= 8; step++) move(x1 + (x2 - x1) * step / 8, y1 + (y2 - y1) * step / 8);
    button(number, False);
}

static XDevice *device_named(const char *name) {
    int count;
    XDeviceInfo *list = XListInputDevices(dpy, &count);
    for (int i = 0; i < count; i++)
        if (!strcmp(list[i].name, name)) return XOpenDevice(dpy, list[i].id);
    fail("no such device", name);
    return NULL;
}

static void device_move(int x, int y) {
    int axes[2] = {x, y};
    XTestFakeDeviceMotionEvent(dpy, device_named("TigerVNC pointer"), False, 0, axes, 2, delay_ms);
}

static void xi_warp(int x, int y) {
    int pointer, major = 2, minor = 2;
    XIQueryVersion(dpy, &major, &minor);
    XIGetClientPointer(dpy, None, &pointer);
    XIWarpPointer(dpy, pointer, None, DefaultRootWindow(dpy), 0, 0, 0, 0, x, y);
}

static void send_event(int number, KeyCode code) {
    Window root = DefaultRootWindow(dpy), target = root, child = root, other;
    int rx = 0, ry = 0, x = 0, y = 0;
    unsigned int mask;
    while (child) {
        target = child;
        child = None; /* stays so when the window is just going away */
        XQueryPointer(dpy, target, &other, &child, &rx, &ry, &x, &y, &mask);
    }
    if (code) target = InputFocus; /* the server finds it */
    for (int down = 1; down >= 0; down--) {
        XEvent event = {0};
        if (code)
            event.xkey = (XKeyEvent){.type = down ? KeyPress : KeyRelease, .display = dpy, .window = root, .root = root,
                                     .x_root = rx, .y_root = ry, .keycode = code, .same_screen = True};
        else
            event.xbutton = (XButtonEvent){.type = down ? ButtonPress : ButtonRelease, .display = dpy, .window = target,
                                           .root = root, .x = x, .y = y, .x_root = rx, .y_root = ry, .button = number,
                                           .same_screen = True};
        XSendEvent(dpy, target, True, code ? KeyPressMask : ButtonPressMask, &event);
    }
}

static void grab(const char *what) {
    Window root = DefaultRootWindow(dpy);
    int status = GrabSuccess;
    if (!strcmp(what, "keyboard"))
        status = XGrabKeyboard(dpy, root, True, GrabModeAsync, GrabModeAsync, CurrentTime);
    else if (!strcmp(what, "pointer"))
        status = XGrabPointer(dpy, root, True, ButtonPressMask, GrabModeAsync, GrabModeAsync, None, None, CurrentTime);
    else if (!strcmp(what, "frozen"))
        status = XGrabKeyboard(dpy, root, True, GrabModeSync, GrabModeSync, CurrentTime);
    else if (!strcmp(what, "server"))
        XGrabServer(dpy);
    else
        fail("no such grab", what);
    if (status != GrabSuccess) fail("grab refused", what);
    XSync(dpy, False);
}

static void ungrab(void) {
    XUngrabKeyboard(dpy, CurrentTime);
    XUngrabPointer(dpy, CurrentTime);
    XUngrabServer(dpy);
    XSync(dpy, False);
}

/* The rest of the line after the command and `skip` spaces. */
static char *words(char *line) {
    while (*line && *line != ' ') line++;
    return *line ? line + 1 : line;
}

static int device_command(const char *name, char *rest) {
    char first[64], device[128] = "";
    if (sscanf(rest, "%63s %127[^\n]", first, device) < 1) return 0;
    if (!strcmp(name, "devicekey")) {
        XDevice *opened = device_named(*device ? device : "TigerVNC keyboard");
        KeyCode code = code_of(first, NULL);
        XTestFakeDeviceKeyEvent(dpy, opened, code, True, NULL, 0, delay_ms);
        XTestFakeDeviceKeyEvent(dpy, opened, code, False, NULL, 0, delay_ms);
    } else if (!strcmp(name, "devicebutton")) {
        XDevice *opened = device_named(*device ? device : "TigerVNC pointer");
        XTestFakeDeviceButtonEvent(dpy, opened, atoi(first), True, NULL, 0, delay_ms);
        XTestFakeDeviceButtonEvent(dpy, opened, atoi(first), False, NULL, 0, delay_ms);
    } else {
        return 0;
    }
    return 1;
}

static int key_command(const char *name, char *rest) {
    if (!strcmp(name, "key")) chord(rest);
    else if (!strcmp(name, "keydown")) key(code_of(rest, NULL), True);
    else if (!strcmp(name, "keyup")) key(code_of(rest, NULL), False);
    else if (!strcmp(name, "type")) type(rest);
    else if (!strcmp(name, "sendkey")) send_event(0, code_of(rest, NULL));
    else return 0;
    return 1;
}

static int pointer_command(const char *name, char *rest) {
    int n[5] = {0, 0, 0, 0, 1};
    sscanf(rest, "%d %d %d %d %d", &n[0], &n[1], &n[2], &n[3], &n[4]);
    if (!strcmp(name, "move")) move(n[0], n[1]);
    else if (!strcmp(name, "moverel")) XTestFakeRelativeMotionEvent(dpy, n[0], n[1], delay_ms);
    else if (!strcmp(name, "warp")) XWarpPointer(dpy, None, DefaultRootWindow(dpy), 0, 0, 0, 0, n[0], n[1]);
    else if (!strcmp(name, "warprel")) XWarpPointer(dpy, None, None, 0, 0, 0, 0, n[0], n[1]);
    else if (!strcmp(name, "xiwarp")) xi_warp(n[0], n[1]);
    else if (!strcmp(name, "devicemove")) device_move(n[0], n[1]);
    else if (!strcmp(name, "click")) button(n[0], True), button(n[0], False);
    else if (!strcmp(name, "down")) button(n[0], True);
    else if (!strcmp(name, "up")) button(n[0], False);
    else if (!strcmp(name, "drag")) drag(n[0], n[1], n[2], n[3], n[4]);
    else if (!strcmp(name, "sendclick")) send_event(n[0], 0);
    else return 0;
    return 1;
}

static void run(char *line) {
    char name[32] = "";
    sscanf(line, "%31s", name);
    char *rest = words(line);
    if (!*name || *name == '#') return;
    if (pointer_command(name, rest) || key_command(name, rest) || device_command(name, rest)) return;
    if (!strcmp(name, "delay")) delay_ms = strtoul(rest, NULL, 10);
    else if (!strcmp(name, "grab")) grab(rest);
    else if (!strcmp(name, "ungrab")) ungrab();
    else if (!strcmp(name, "flush")) XFlush(dpy);
    else if (!strcmp(name, "sync")) XSync(dpy, False);
    else if (!strcmp(name, "sleep")) XFlush(dpy), usleep(1000 * strtoul(rest, NULL, 10));
    else if (!strcmp(name, "say")) XSync(dpy, False), puts(rest), fflush(stdout);
    else if (!strcmp(name, "wait")) { XFlush(dpy); for (;;) pause(); }
    else if (!strcmp(name, "leave")) { XFlush(dpy); _exit(0); }
    else if (!strcmp(name, "repeat")) {
        char *again = words(rest);
        for (long i = strtol(rest, NULL, 10); i > 0; i--) {
            char copy[4096];
            snprintf(copy, sizeof copy, "%s", again);
            run(copy);
        }
    } else fail("no such command", name);
}

int main(int argc, char **argv) {
    char line[4096];
    dpy = XOpenDisplay(NULL);
    if (!dpy) fail("no display", XDisplayName(NULL));
    XSetErrorHandler(note_error);
    /* What Xlib asks the server at the first use of something, it asks now: later we only write, as fast agents do. */
    int ignored;
    XTestQueryExtension(dpy, &ignored, &ignored, &ignored, &ignored);
    XKeysymToKeycode(dpy, XStringToKeysym("a"));
    XkbKeycodeToKeysym(dpy, 38, 0, 0);
    for (int i = 1; i < argc; i++) run(argv[i]);
    if (argc == 1)
        while (fgets(line, sizeof line, stdin)) {
            line[strcspn(line, "\n")] = 0;
            run(line);
        }
    XSync(dpy, False);
    XCloseDisplay(dpy);
    return 0;
}
