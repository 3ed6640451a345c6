import { type Mark, type MarkSpec } from 'prosemirror-model';

interface Tag {
  getAttribute(name: string): string | null;
  readonly style?: { readonly fontWeight?: string };
}

const author = {
  id: { validate: 'string|number' },
  authorId: { default: null, validate: 'string|null' },
  author: { default: null, validate: 'string|null' },
  at: { default: null, validate: 'string|null' },
} as const;

const excludes = 'insertion deletion modification';

function shown({ attrs, type }: Mark): Record<string, string> {
  return {
    'data-suggestion': String(attrs['id']),
    'data-change': type.name,
    ...(attrs['author'] === null ? {} : { 'data-author': String(attrs['author']) }),
  };
}

/**
 * Emphasis, and the suggestion marks of text; all else carries its suggestion as the attribute `change`. `modification` is emphasis that
 * is only proposed (see `emphasis.ts`): a text has one suggestion at most. Suggestions are not parsed from HTML: pasted text is text.
 */
export const draftMarks = {
  insertion: { inclusive: false, excludes, attrs: author, toDOM: (mark) => ['ins', shown(mark), 0] },
  deletion: { inclusive: false, excludes, attrs: author, toDOM: (mark) => ['del', shown(mark), 0] },
  modification: {
    inclusive: false,
    excludes,
    attrs: {
      ...author,
      type: { validate: 'string' },
      attrName: { default: null, validate: 'string|null' },
      previousValue: { default: null },
      newValue: { default: null },
    },
    toDOM: (mark, isInline) => [isInline ? 'span' : 'div', shown(mark), 0],
  },
  bold: {
    parseDOM: [
      { tag: 'strong' },
      // The clipboard of some browsers wraps everything in a `b` that is not bold.
      { tag: 'b', getAttrs: (dom: Tag) => (dom.style?.fontWeight === 'normal' ? false : null) },
      { style: 'font-weight', getAttrs: (value: string) => (/^(?:bold(?:er)?|[5-9]\d\d)$/.test(value) ? null : false) },
    ],
    toDOM: () => ['strong', 0],
  },
  italic: { parseDOM: [{ tag: 'i' }, { tag: 'em' }, { style: 'font-style=italic' }], toDOM: () => ['em', 0] },
  underline: { parseDOM: [{ tag: 'u' }, { style: 'text-decoration=underline' }], toDOM: () => ['u', 0] },
  subscript: { excludes: 'subscript superscript', parseDOM: [{ tag: 'sub' }], toDOM: () => ['sub', 0] },
  superscript: { excludes: 'subscript superscript', parseDOM: [{ tag: 'sup' }], toDOM: () => ['sup', 0] },
  /** The rest of a run's look in the shell (colour, size, character style): carried along, not offered for editing. */
  runLook: {
    attrs: { look: { validate: 'string' } },
    toDOM: ({ attrs }) => ['span', { 'data-run-look': String(attrs['look']) }, 0],
  },
} as const satisfies Record<string, MarkSpec>;

export type DraftMarkName = keyof typeof draftMarks;

/** Marks of a suggestion, as against emphasis. */
export const suggestionMarks = ['insertion', 'deletion', 'modification'] as const;

export function isSuggestionMark({ type }: Mark): boolean {
  return (suggestionMarks as readonly string[]).includes(type.name);
}
