import { type XmlNode } from '@gare/platform/xml';
import { withRunProperties } from './marks.js';
import { childOf, element, elementsOf, withChildren, without } from './nodes.js';
import { brought, type Story } from './story.js';

/** The properties of a paragraph with the old ones kept beside them where they differ: its own, those of its mark, of its section. */
export function mergedProperties(story: Story, now: XmlNode, old: XmlNode): XmlNode {
  const is = childOf(now, 'w:pPr') ?? element('w:pPr');
  const was = childOf(old, 'w:pPr') ?? element('w:pPr');
  const own = (properties: XmlNode): XmlNode => without(properties, 'w:rPr', 'w:sectPr');
  const differs = story.after.key(own(is), story.to) !== story.before.key(own(was), story.from);
  const section = mergedSection(story, childOf(is, 'w:sectPr'), childOf(was, 'w:sectPr'));
  const kept = [...elementsOf(own(is)), ...(section === null ? [] : [section])];
  const result = withChildren(is, differs ? [...kept, story.marks.change(brought(story, own(was)))] : kept);
  const mark = mergedRunProperties(story, childOf(is, 'w:rPr'), childOf(was, 'w:rPr'));
  return mark === null ? result : withRunProperties(result, mark);
}

function mergedRunProperties(story: Story, now: XmlNode | undefined, old: XmlNode | undefined): XmlNode | null {
  const [is, was] = [now ?? element('w:rPr'), old ?? element('w:rPr')];
  if (story.after.key(is, story.to) === story.before.key(was, story.from)) return now ?? null;
  return story.marks.changed(is, was);
}

function mergedSection(story: Story, now: XmlNode | undefined, old: XmlNode | undefined): XmlNode | null {
  if (now === undefined) return null;
  return old === undefined ? now : story.references.section(now, old);
}
