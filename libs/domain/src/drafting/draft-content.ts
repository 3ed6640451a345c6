import { type Mark } from 'prosemirror-model';
import { canonicalJson } from '../audit/canonical-json.js';
import { isSuggestionMark } from './draft-marks.js';
import { type AtomFormat, type DraftNode } from './draft-schema.js';
import { rejectSuggestions } from './suggestions.js';

/** A block (or a whole draft, one block a line) as one reads it: values as printed, kept pieces and cross references as nothing. */
export function textOf(node: DraftNode): string {
  if (node.isTextblock) return inlineText(node);
  const lines: string[] = [];
  node.forEach((child) => {
    if (child.isTextblock) lines.push(inlineText(child));
    else if (child.childCount > 0) lines.push(textOf(child));
  });
  return lines.join('\n');
}

function inlineText(node: DraftNode): string {
  return node.textBetween(0, node.content.size);
}

/**
 * What a draft says, as text to be hashed: the accepted text without open suggestions, as canonical JSON. Ids, owners and the
 * printed words of values are left out: values are hashed with the scheda they come from, and a block that gets a new id says the same.
 */
export function draftContent(draft: DraftNode): string {
  const standing = rejectSuggestions(draft);
  return canonicalJson(standing.children.map(content));
}

/** The same of one block, its open suggestions rejected. */
export function blockContent(block: DraftNode): string {
  const doc = block.type.schema.topNodeType.create(null, [block]);
  return draftContent(doc);
}

/** The printed words of a value (`text`) belong to the scheda and to the template, those of a kept piece (`label`) to the shell. */
const unsaid = new Set(['id', 'owner', 'change', 'format', 'text', 'tag', 'gone', 'label']);

function content(node: DraftNode): unknown {
  if (node.isText) return { text: node.text, ...marked(node.marks) };
  const { format } = node.attrs as { format?: AtomFormat | null };
  const own = Object.fromEntries(Object.entries(node.attrs).filter(([name, value]) => !unsaid.has(name) && value !== null));
  return {
    type: node.type.name,
    attrs: own,
    ...(node.childCount === 0 ? {} : { content: node.children.map(content) }),
    ...formatted(format ?? []),
  };
}

function marked(marks: readonly Mark[]): { marks?: unknown } {
  const names = marks.filter((mark) => !isSuggestionMark(mark)).map((mark) => mark.toJSON() as unknown);
  return names.length === 0 ? {} : { marks: ordered(names) };
}

function formatted(format: AtomFormat): { marks?: unknown } {
  return format.length === 0 ? {} : { marks: ordered([...format]) };
}

/** Two people who set bold and italic in another order have written the same. */
function ordered(marks: unknown[]): unknown[] {
  return marks.map((mark) => canonicalJson(mark)).sort();
}
