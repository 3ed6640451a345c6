import { kindKey, type DraftNumbering } from '@gare/domain/drafting/numbering';
import { BodyReader } from './body-reader.js';
import { type Look } from './shell-index.js';

/** How a generated document counts its paragraphs. */
export function numberingOf(docx: Buffer): DraftNumbering {
  const { looks, levels } = new BodyReader({ docx, printed: [] }).index();
  const counted: Record<string, DraftNumbering['looks'][string]> = {};
  const most = new Map<string, Look>();
  for (const [name, look] of looks) {
    const kind = kindKey(look.kind.type, look.kind);
    if (look.uses > (most.get(kind)?.uses ?? 0)) most.set(kind, look);
    if (look.list !== null) counted[name] = { ...look.list, kind };
  }
  const used = new Set(Object.values(counted).map(({ numId }) => numId));
  return {
    looks: counted,
    kinds: Object.fromEntries([...most].flatMap(([kind, { list }]) => (list === null ? [] : [[kind, list]]))),
    levels: Object.fromEntries([...levels].filter(([name]) => used.has(name.split(' ')[0] ?? ''))),
  };
}
