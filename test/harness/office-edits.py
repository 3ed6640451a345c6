"""A LibreOffice in which somebody works on a Word file as people do, with changes tracked or not, and saves it as a Word file.

Usage: office-edits.py <soffice.bin> <profile directory> <author>; for each JSON line on stdin an answer on stdout:
{"source", "target", "tracked": bool, "edits": [[what, ...]]} -> {"ok": true} or {"ok": false, "error"}
Words are found in the text as it reads; edits: ["insert", after, words], ["delete paragraph", words], ["bold", words],
["row", index, [cells]], ["delete row", index], ["replace", words, by], ["split", before], ["style", words, style],
["header", words, by]. Comments are not among them: a LibreOffice without windows ends where it would show one.
"""
import ctypes
import json
import os
import signal
import subprocess
import sys
import time

import uno
from com.sun.star.awt.FontWeight import BOLD
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

WORD = "MS Word 2007 XML"


def prop(name, value):
    item = PropertyValue()
    item.Name = name
    item.Value = value
    return item


def die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def connect(binary, profile, pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    command = [binary, "-env:UserInstallation=file://" + profile, "--headless", "--invisible", "--nologo", "--nodefault", "--norestore"]
    command += ["--nofirststartwizard", "--accept=pipe,name=%s;urp;StarOffice.ComponentContext" % pipe]

    def start():
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, preexec_fn=die_with_parent)

    process = start()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            return process, resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
        except Exception:
            code = process.poll()
            if code in (79, 81):
                process = start()
            elif code is not None:
                raise RuntimeError("soffice ended with code %s" % code)
            time.sleep(0.05)
    raise RuntimeError("soffice did not listen")


def sign_as(context, author):
    provider = context.ServiceManager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
    where = prop("nodepath", "/org.openoffice.UserProfile/Data")
    access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", (where,))
    given, _, family = author.partition(" ")
    access.setPropertyValue("givenname", given)
    access.setPropertyValue("sn", family)
    access.commitChanges()


def found(document, words):
    search = document.createSearchDescriptor()
    search.SearchString = words
    search.SearchCaseSensitive = True
    place = document.findFirst(search)
    if place is None:
        raise RuntimeError("not in the document: " + words)
    return place


def paragraph(place):
    cursor = place.Text.createTextCursorByRange(place.Start)
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    return cursor


def edit(document, what, *rest):
    if what == "row" or what == "delete row":
        rows = document.TextTables.getByIndex(0).Rows
        if what == "delete row":
            return rows.removeByIndex(rest[0], 1)
        rows.insertByIndex(rest[0], 1)
        for column, words in enumerate(rest[1]):
            document.TextTables.getByIndex(0).getCellByPosition(column, rest[0]).String = words
        return None
    if what == "header":
        styles = document.StyleFamilies.getByName("PageStyles")
        used = [style for style in (styles.getByName(name) for name in styles.ElementNames) if style.isInUse() and style.HeaderIsOn]
        used[0].HeaderText.String = used[0].HeaderText.String.replace(rest[0], rest[1])
        return None
    place = found(document, rest[0])
    if what == "insert":
        place.Text.insertString(place.End, rest[1], False)
    elif what == "replace":
        place.String = rest[1]
    elif what == "bold":
        place.CharWeight = BOLD
    elif what == "split":
        place.Text.insertControlCharacter(place.Start, PARAGRAPH_BREAK, False)
    elif what == "style":
        place.ParaStyleName = rest[1]
    elif what == "delete paragraph":
        cursor = paragraph(place)
        cursor.goRight(1, True)
        cursor.String = ""
    else:
        raise RuntimeError("no such edit: " + what)


def work(desktop, request):
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(request["source"]), "_blank", 0, (prop("Hidden", True), prop("FilterName", WORD))
    )
    try:
        document.RecordChanges = request["tracked"]
        for one in request["edits"]:
            try:
                edit(document, *one)
            except Exception as error:
                raise RuntimeError("%s: %s" % (one, error))
        document.storeToURL(uno.systemPathToFileUrl(request["target"]), (prop("FilterName", WORD),))
    finally:
        document.close(True)
    return {"ok": True}


def say(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main():
    die_with_parent()
    process, context = connect(sys.argv[1], sys.argv[2], "edits%d" % os.getpid())
    sign_as(context, sys.argv[3])
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    for line in sys.stdin:
        try:
            say(work(desktop, json.loads(line)))
        except Exception as error:
            say({"ok": False, "error": str(error)[:500]})
    try:
        desktop.terminate()
    except Exception:
        pass
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()


main()
