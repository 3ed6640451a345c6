import { textWithin } from './census.js';
import { type TextStory } from './package-parts.js';

/** Texts of the notes of a document by their ids. */
export class NoteTexts {
  private readonly texts: ReadonlyMap<string, string>;

  constructor(stories: readonly TextStory[]) {
    const notes = stories.filter(({ kind }) => kind === 'footnotes' || kind === 'endnotes');
    this.texts = new Map(
      notes.flatMap(({ kind, root }) =>
        root.children.map((note) => [`${kind} ${note.attributes.get('w:id') ?? ''}`, textWithin(note).trim()] as const),
      ),
    );
  }

  footnote(id: string): string {
    return this.texts.get(`footnotes ${id}`) ?? '';
  }

  endnote(id: string): string {
    return this.texts.get(`endnotes ${id}`) ?? '';
  }
}
