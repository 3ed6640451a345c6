import { anna, header, namespaces, office, p, run, word } from './word-elements.js';

/** What a document has besides the one that was downloaded. */
export interface Extra {
  /** Paragraphs of the body to have in the place of those with these ids; `table` is the table. */
  readonly body?: Readonly<Record<string, string>>;
  readonly end?: string;
  readonly section?: string;
  readonly parts?: Readonly<Record<string, string | Buffer>>;
  /** Content types by part, and relations of the document. */
  readonly types?: Readonly<Record<string, string>>;
  readonly relations?: readonly string[];
}

export const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;

export const noteParts = (kind: 'footnote' | 'endnote', text: string, more: Extra = {}): Extra => ({
  parts: {
    ...more.parts,
    [`word/${kind}s.xml`]:
      `${header}<w:${kind}s ${namespaces}><w:${kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:${kind}><w:${kind} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:${kind}>` +
      `<w:${kind} w:id="1">${p(null, `<w:r><w:${kind}Ref/></w:r>${run(text)}`)}</w:${kind}></w:${kind}s>`,
  },
  types: { ...more.types, [`word/${kind}s.xml`]: `${word}.${kind}s+xml` },
  relations: [...(more.relations ?? []), relation('rId30', `${kind}s`, `${kind}s.xml`)],
});

export const commentXml = (id: number, paragraph: string, text: string, who = anna): string =>
  `<w:comment w:id="${id}" ${who} w:initials="X">${p(paragraph, run(text))}</w:comment>`;
export const spanned = (id: number, inner: string): string =>
  `<w:commentRangeStart w:id="${id}"/>${inner}<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`;
export const commentParts = (comments: string, extended: string, more: Extra = {}): Extra => ({
  parts: {
    ...more.parts,
    'word/comments.xml': `${header}<w:comments ${namespaces}>${comments}</w:comments>`,
    'word/commentsExtended.xml': `${header}<w15:commentsEx ${namespaces}>${extended}</w15:commentsEx>`,
  },
  types: { ...more.types, 'word/comments.xml': `${word}.comments+xml`, 'word/commentsExtended.xml': `${word}.commentsExtended+xml` },
  relations: [
    ...(more.relations ?? []),
    relation('rId40', 'comments', 'comments.xml'),
    '<Relationship Id="rId41" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/>',
  ],
});

/** Parts that say how the whole looks and who works on it. */
export const settings = (): Extra => ({
  parts: {
    'word/settings.xml': `${header}<w:settings ${namespaces}><w:trackRevisions/><w:evenAndOddHeaders/><w:compat/><w:rsids><w:rsid w:val="00A1B2C3"/></w:rsids></w:settings>`,
    'word/people.xml': `${header}<w15:people ${namespaces}><w15:person w15:author="Anna Bianchi"><w15:presenceInfo w15:providerId="None" w15:userId="Anna Bianchi"/></w15:person></w15:people>`,
    'word/commentsIds.xml': `${header}<w16cid:commentsIds xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid"><w16cid:commentId w16cid:paraId="2A000011" w16cid:durableId="3B000011"/></w16cid:commentsIds>`,
    'word/fontTable.xml': `${header}<w:fonts ${namespaces}><w:font w:name="Titillium Web"><w:family w:val="auto"/></w:font></w:fonts>`,
    'word/webSettings.xml': `${header}<w:webSettings ${namespaces}/>`,
    'word/theme/theme1.xml': `${header}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Tema"/>`,
  },
  types: {
    'word/settings.xml': `${word}.settings+xml`,
    'word/people.xml': `${word}.people+xml`,
    'word/commentsIds.xml': `${word}.commentsIds+xml`,
    'word/fontTable.xml': `${word}.fontTable+xml`,
    'word/webSettings.xml': `${word}.webSettings+xml`,
    'word/theme/theme1.xml': 'application/vnd.openxmlformats-officedocument.theme+xml',
  },
  relations: [
    relation('rId71', 'settings', 'settings.xml'),
    relation('rId72', 'fontTable', 'fontTable.xml'),
    relation('rId73', 'webSettings', 'webSettings.xml'),
    relation('rId74', 'theme', 'theme/theme1.xml'),
    '<Relationship Id="rId75" Type="http://schemas.microsoft.com/office/2011/relationships/people" Target="people.xml"/>',
    '<Relationship Id="rId76" Type="http://schemas.microsoft.com/office/2016/09/relationships/commentsIds" Target="commentsIds.xml"/>',
  ],
});
