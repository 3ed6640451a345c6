import { childOf, element, withChildren, elementsOf } from './nodes.js';
import { coverageOf, revisionsOf, storyName, type Coverage } from './coverage.js';
import { Marks, type Authorship } from './marks.js';
import { markedContainer, mergedContainer } from './merge-blocks.js';
import { lastSection, noSection, Referred, withLastSection } from './references.js';
import { RedlineRefusal } from './redline-refusal.js';
import { Side } from './side.js';
import { revisionsIn } from './settle-revisions.js';
import { type Story } from './story.js';
import { documentPart, WordFile } from './word-file.js';
import { greatestId, Workspace } from './workspace.js';

export interface WordRedline {
  readonly docx: Buffer;
  readonly coverage: Coverage;
}

/** Tracked changes a file may come with: each is accepted before the comparison. */
export const maxRevisions = 5_000;

/**
 * Two Word files as one with tracked changes: the new file, in which everything that went and came stands as a revision of
 * `by`. Body, tables (nested ones too), headers, footers, notes, text boxes and sections; what it does not show is named in
 * `coverage`. Same files, same bytes. Not proven yet: see `proveRedline`.
 * @throws RedlineRefusal
 */
export function redlineDocx(before: Buffer, after: Buffer, by: Authorship): WordRedline {
  const [old, now] = [opened(before), opened(after)];
  const work = new Workspace(old.file, now.file);
  // A header laid over an equal one is not written anew: changes the new file came with would stay open in it.
  const stories = now.file.names.filter((name) => storyName.test(name));
  for (const name of stories) if (revisionsIn(now.file.tree(name)) > 0) work.put(name, now.tree(name));
  const marks = new Marks(by, Math.max(...stories.map((name) => greatestId(now.tree(name)))) + 1);
  const containers = { merged: mergedContainer, marked: markedContainer };
  const merging = { work, marks, before: old, after: now, containers };
  const references = new Referred(merging);
  const story: Story = { ...merging, references, from: documentPart, to: documentPart, into: documentPart };
  const [tree, then] = [now.tree(documentPart), old.tree(documentPart)];
  const [body, was] = [childOf(tree, 'w:body') ?? element('w:body'), childOf(then, 'w:body') ?? element('w:body')];
  const section = references.section(lastSection(body) ?? noSection, lastSection(was) ?? noSection);
  const merged = withLastSection(mergedContainer(story, body, was), section);
  work.put(
    documentPart,
    withChildren(
      tree,
      elementsOf(tree).map((child) => (child === body ? merged : child)),
    ),
  );
  references.finish();
  return { docx: work.finish(), coverage: coverageOf(old, now) };
}

function opened(bytes: Buffer): Side {
  const file = new WordFile(bytes);
  const revisions = revisionsOf(file);
  if (revisions > maxRevisions) throw new RedlineRefusal('too_many_revisions', `${revisions} revisions`);
  return new Side(file);
}
