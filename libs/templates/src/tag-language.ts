import { type DXT } from 'docxtemplater';
import { type CompiledTag } from './compile-template.js';
import { plainTag } from './expression-syntax.js';

/** What is used here of docxtemplater's object for a piece of a document. */
export interface TemplatePart {
  type: string;
  value?: string;
  location?: string;
  compiledTag?: CompiledTag;
}

type TagsByPart = ReadonlyMap<string, readonly CompiledTag[]>;

/**
 * Teaches docxtemplater the section tags of the tag language and hands every tag its compiled expression.
 * Sections have all been paired by the lint, so a closing tag carries no name: docxtemplater takes it for the
 * innermost open one. The tags of a part are matched by their order; one that is not where the lint saw it
 * (a text box, a part missing from the content types) leaves its part out of `matched`.
 */
export class TagLanguage {
  readonly name = 'tag-language';
  readonly priority = 100;
  readonly matched = new Set<string>();

  constructor(private readonly tags: TagsByPart) {}

  /** The same object as docxtemplater's type for modules wants it: that type does not know patterns as matchers. */
  asModule(): DXT.Module {
    return this as unknown as DXT.Module;
  }

  matchers(): unknown[] {
    const first = Number.MAX_SAFE_INTEGER;
    const start = (values: string[]): object => ({
      location: 'start',
      inverted: false,
      expandTo: 'auto',
      value: values[1],
      priority: first,
    });
    const end = (): object => ({ location: 'end', priority: first });
    return [
      [/^\s*[#^]\s*([\s\S]+)$/, 'loop', start],
      [/^\s*\/[\s\S]*?()$/, 'loop', end],
    ];
  }

  postparse(parsed: TemplatePart[], options: { basePart?: unknown; filePath?: string }): TemplatePart[] {
    // Called again for the inside of each section, whose tags have theirs by then.
    if (options.basePart !== undefined) return parsed;
    const file = options.filePath ?? '';
    const tags = this.tags.get(file) ?? [];
    const places = parsed.filter(({ type }) => type === 'placeholder');
    const same = places.length === tags.length && places.every((part, index) => sameTag(part, tags[index]));
    if (!same) return parsed;
    this.matched.add(file);
    for (const [index, part] of places.entries()) {
      const tag = tags[index];
      if (tag !== undefined) part.compiledTag = tag;
    }
    return parsed;
  }
}

function sameTag(part: TemplatePart, tag: CompiledTag | undefined): boolean {
  if (tag === undefined) return false;
  const written = plainTag(tag.place.tag.slice(1, -1));
  if (tag.role === 'close') return part.location === 'end';
  return plainTag(part.value ?? '') === (tag.role === 'value' ? written : written.slice(1).trim());
}
