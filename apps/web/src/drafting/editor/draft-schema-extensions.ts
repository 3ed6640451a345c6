import { Extension, Mark, Node, type Extensions } from '@tiptap/core';
import { type AttributeSpec, type DOMOutputSpec, type MarkSpec, type NodeSpec } from '@tiptap/pm/model';
import { type DraftNode, draftSchema } from '@gare/domain/drafting/draft-schema';

/** Attributes as TipTap wants them. They are never rendered by it: how a node looks is told by the spec. */
function attributesOf(attrs: Record<string, AttributeSpec> | null | undefined): Record<string, object> {
  return Object.fromEntries(
    Object.entries(attrs ?? {}).map(([name, { default: value, validate }]) => [
      name,
      {
        rendered: false,
        ...(value === undefined ? { isRequired: true } : { default: value as unknown }),
        ...(validate ? { validate } : {}),
      },
    ]),
  );
}

/** Names of what TipTap takes from a spec itself; everything else goes into the schema as it is. */
const ownOfNodes = [
  'content',
  'marks',
  'group',
  'inline',
  'atom',
  'selectable',
  'draggable',
  'code',
  'whitespace',
  'defining',
  'isolating',
  'attrs',
];
const ownOfMarks = ['inclusive', 'excludes', 'group', 'spanning', 'code', 'attrs'];

const without = (spec: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(spec).filter(([name]) => !names.includes(name)));
const only = (spec: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(spec).filter(([name]) => name !== 'attrs' && names.includes(name)));

/** Headings of the text stand under those of the page, which has one of the first level; `data-heading` is their own level. */
function shownHeading(node: DraftNode): DOMOutputSpec {
  const level = Number(node.attrs['level']);
  const own = draftSchema.nodes.heading.spec.toDOM?.(node) as readonly [string, Record<string, string>, 0] | undefined;
  return [`h${2 + level}`, { ...own?.[1], 'data-heading': String(level) }, 0];
}

/**
 * The schema of a draft in TipTap: every node and mark of `draftSchema` with its own spec, so that browser and server speak of the same
 * document. The first paragraph-like node is what an empty place is filled with, hence the priorities.
 */
export function draftSchemaExtensions(): Extensions {
  const { nodes, marks } = draftSchema.spec;
  const found: Extensions = [];
  const rest = new Map<string, object>();
  let priority = 900;
  nodes.forEach((name: string, spec: NodeSpec) => {
    priority -= 1;
    if (name !== 'text') rest.set(name, without(name === 'heading' ? { ...spec, toDOM: shownHeading } : spec, ownOfNodes));
    found.push(
      Node.create({
        name,
        priority,
        topNode: name === 'doc',
        ...only(spec, ownOfNodes),
        addAttributes: () => attributesOf(spec.attrs),
      }),
    );
  });
  marks.forEach((name: string, spec: MarkSpec) => {
    priority -= 1;
    rest.set(name, without(spec, ownOfMarks));
    found.push(
      Mark.create({
        name,
        priority,
        ...only(spec, ownOfMarks),
        addAttributes: () => attributesOf(spec.attrs),
      }),
    );
  });
  return [
    ...found,
    Extension.create({
      name: 'draftSchema',
      extendNodeSchema: (extension) => rest.get(extension.name) ?? {},
      extendMarkSchema: (extension) => rest.get(extension.name) ?? {},
    }),
  ];
}
