import { writeCanonicalZip } from '@gare/platform/docx';
import {
  header,
  namespaces,
  office,
  word,
  anna,
  luca,
  by,
  run,
  ins,
  del,
  p,
  value,
  insertedMark,
  deletedMark,
  drawing,
  textBox,
  field,
} from './word-elements.js';
import { commentParts, commentXml, noteParts, relation, settings, spanned, type Extra } from './word-parts.js';

/** A document as it is downloaded, and the same as it comes back: what somebody did to it in Word is in `planted`. */
export interface RoundTripFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** Words that must be found in a proposal, a thread, a value, or in the list of what was not merged; each is nowhere else. */
  readonly planted: readonly string[];
}

const cellOf = (id: string, text: string): string => `<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>${p(id, run(text))}</w:tc>`;
const rows = [
  `<w:tr>${cellOf('10000010', 'Criterio')}${cellOf('10000011', 'Punti')}</w:tr>`,
  `<w:tr>${cellOf('10000012', 'Offerta tecnica')}${cellOf('10000013', '80')}</w:tr>`,
];
const tableOf = (inner: string): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid>${inner}</w:tbl>`;
const numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';

const texts = {
  one: 'La stazione appaltante pubblica il bando sulla piattaforma.',
  two: 'Le offerte scadono a mezzogiorno del giorno indicato.',
  three: 'La commissione siede in seduta riservata.',
  four: 'Il contratto si firma entro sessanta giorni.',
};

/** The paragraphs of the download by their ids, in order. */
const original: readonly (readonly [string, string])[] = [
  ['10000001', p('10000001', run('Articolo 1 – Oggetto'), '<w:pStyle w:val="Titolo1"/>')],
  ['10000002', p('10000002', run(texts.one))],
  ['10000003', p('10000003', `${run('L’importo a base di gara è di ')}${value('importo', '€ 463.000,00')}${run(' oltre IVA.')}`)],
  ['10000004', p('10000004', run(texts.two))],
  ['10000005', p('10000005', run('primo requisito'), numbered)],
  ['10000006', p('10000006', run('secondo requisito'), numbered)],
  ['10000007', p('10000007', run(texts.three))],
  ['table', tableOf(rows.join(''))],
  ['10000008', p('10000008', run(texts.four))],
  ['10000009', p('10000009', run('Il responsabile del progetto è indicato nella scheda.'))],
];

const numbering =
  `${header}<w:numbering ${namespaces}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>` +
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>';
const styles =
  `${header}<w:styles ${namespaces}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
  '<w:style w:type="paragraph" w:styleId="Titolo1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>';

const propertyTypes = {
  'word/numbering.xml': `${word}.numbering+xml`,
  'word/styles.xml': `${word}.styles+xml`,
  'word/header1.xml': `${word}.header+xml`,
  'word/footer1.xml': `${word}.footer+xml`,
  'docProps/custom.xml': 'application/vnd.openxmlformats-officedocument.custom-properties+xml',
};

export const lineage = {
  draftId: '5f0f1f8e-0d1b-4a59-8a39-0b4d6c6a1a01',
  exportId: '7c9be0b5-5f25-4e0d-9a4b-2f1d0a1c2b02',
  seq: 42,
  hash: 'ab'.repeat(32),
};

const relationships = (inner: string): string =>
  `${header}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;

function documentWith(extra: Extra = {}): Buffer {
  const body = original.map(([id, xml]) => extra.body?.[id] ?? xml).join('');
  const section =
    extra.section ??
    '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>';
  const types = { ...propertyTypes, ...extra.types };
  const property = `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="GareInsiemeBozza"><vt:lpwstr>${lineage.draftId} ${lineage.exportId} ${lineage.seq} ${lineage.hash}</vt:lpwstr></property>`;
  const parts: Record<string, string | Buffer> = {
    '[Content_Types].xml':
      `${header}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/>` +
      `${Object.entries(types)
        .map(([name, type]) => `<Override PartName="/${name}" ContentType="${type}"/>`)
        .join('')}</Types>`,
    '_rels/.rels': relationships(
      relation('rId1', 'officeDocument', 'word/document.xml') + relation('rId2', 'custom-properties', 'docProps/custom.xml'),
    ),
    'docProps/custom.xml': `${header}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${property}</Properties>`,
    'word/document.xml': `${header}<w:document ${namespaces}><w:body>${body}${extra.end ?? ''}${section}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relationships(
      relation('rId1', 'styles', 'styles.xml') +
        relation('rId2', 'numbering', 'numbering.xml') +
        relation('rId3', 'header', 'header1.xml') +
        relation('rId4', 'footer', 'footer1.xml') +
        (extra.relations ?? []).join(''),
    ),
    'word/styles.xml': styles,
    'word/numbering.xml': numbering,
    'word/header1.xml': `${header}<w:hdr ${namespaces}>${p(null, run('Provincia – Stazione unica appaltante'))}</w:hdr>`,
    'word/footer1.xml': `${header}<w:ftr ${namespaces}>${p(null, run('Disciplinare di gara'))}</w:ftr>`,
    ...extra.parts,
  };
  return writeCanonicalZip(Object.entries(parts).map(([name, data]) => ({ name, data: Buffer.from(data as string) })));
}

/** The document as it was downloaded. */
export const downloaded = (): Buffer => documentWith();

/** One pixel. */
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const file = (name: string, planted: readonly string[], extra: Extra): RoundTripFile => ({ name, planted, bytes: documentWith(extra) });

/** Documents as Word writes them, one kind of change each and some that have many. */
export const roundTripFiles: readonly RoundTripFile[] = [
  file('inserimento', ['zaffiro'], {
    body: {
      '10000002': p('10000002', `${run('La stazione appaltante ')}${ins(run('zaffiro '))}${run('pubblica il bando sulla piattaforma.')}`),
    },
  }),
  file('cancellazione', ['mezzogiorno'], {
    body: { '10000004': p('10000004', `${run('Le offerte scadono a ')}${del('mezzogiorno del ', luca)}${run('giorno indicato.')}`) },
  }),
  file('sostituzione di due persone', ['topazio', 'ametista'], {
    body: {
      '10000004': p(
        '10000004',
        `${run('Le offerte scadono ')}${del('a mezzogiorno')}${ins(run('topazio'))}${run(' del giorno ')}${del('indicato', luca)}${ins(run('ametista'), luca)}${run('.')}`,
      ),
    },
  }),
  file('paragrafo nuovo tracciato', ['rubino'], {
    body: { '10000002': p('10000002', run(texts.one), insertedMark()) + p(null, ins(run('Paragrafo rubino aggiunto.'))) },
  }),
  file('paragrafo tolto tracciato', ['seduta riservata'], { body: { '10000007': p('10000007', del(texts.three), deletedMark()) } }),
  file('paragrafo diviso e paragrafi uniti', ['perla', 'secondo requisito'], {
    body: {
      '10000002':
        p('10000002', run('La stazione appaltante'), insertedMark()) +
        p('7ABC0001', `${ins(run(' perla'))}${run(' pubblica il bando sulla piattaforma.')}`),
      '10000005': p('10000005', run('primo requisito'), `${numbered}${deletedMark(luca)}`),
    },
  }),
  file('testo spostato', ['giorno indicato'], {
    body: {
      '10000004': p(
        '10000004',
        `<w:moveFromRangeStart ${by(anna)} w:name="move1"/><w:moveFrom ${by(anna)}>${run(texts.two)}</w:moveFrom><w:moveFromRangeEnd w:id="1"/>`,
        deletedMark(),
      ),
      '10000008':
        p('10000008', run(texts.four), insertedMark()) +
        p(
          null,
          `<w:moveToRangeStart ${by(anna)} w:name="move1"/><w:moveTo ${by(anna)}>${run(texts.two)}</w:moveTo><w:moveToRangeEnd w:id="2"/>`,
        ),
    },
  }),
  file('aspetto tracciato e no', ['commissione', 'stazione'], {
    body: {
      '10000007': p(
        '10000007',
        `${run('La ')}${run('commissione', `<w:b/><w:rPrChange ${by(anna)}><w:rPr/></w:rPrChange>`)}${run(' siede in seduta riservata.')}`,
      ),
      '10000002': p(
        '10000002',
        `${run('La ')}${run('stazione', '<w:i/>')}${run(' appaltante pubblica il bando sulla piattaforma.')}`,
        `<w:jc w:val="center"/><w:pPrChange ${by(luca)}><w:pPr/></w:pPrChange>`,
      ),
    },
  }),
  file('righe di tabella', ['quarzo', 'Offerta tecnica'], {
    body: {
      table: tableOf(
        `${rows[0] ?? ''}<w:tr><w:trPr><w:del ${by(anna)}/></w:trPr><w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>${p('10000012', del('Offerta tecnica'), deletedMark())}</w:tc><w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>${p('10000013', del('80'), deletedMark())}</w:tc></w:tr>` +
          `<w:tr><w:trPr><w:ins ${by(luca)}/></w:trPr><w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>${p(null, ins(run('Offerta quarzo'), luca), insertedMark(luca))}</w:tc><w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>${p(null, ins(run('20'), luca), insertedMark(luca))}</w:tc></w:tr>`,
      ),
    },
  }),
  file('celle tracciate e unite', ['Granato'], {
    body: {
      table: tableOf(
        `<w:tr><w:tc><w:tcPr><w:tcW w:w="9000" w:type="dxa"/><w:gridSpan w:val="2"/><w:cellMerge ${by('w:author="Granato"')} w:vMerge="rest"/></w:tcPr>${p('10000010', run('Criterio'))}</w:tc></w:tr>${rows[1] ?? ''}`,
      ),
    },
  }),
  file('tabella annidata', ['opale'], {
    body: {
      table: tableOf(
        `${rows[0] ?? ''}<w:tr><w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>${p('10000012', run('Offerta tecnica'))}${tableOf(`<w:tr><w:tc><w:tcPr/>${p(null, run('opale'))}</w:tc><w:tc><w:tcPr/>${p(null, run('sì'))}</w:tc></w:tr>`)}${p(null, '')}</w:tc>${cellOf('10000013', '80')}</w:tr>`,
      ),
    },
  }),
  file('commenti con risposte', ['turchese', 'corallo', 'ambra'], {
    ...commentParts(
      commentXml(0, '2A000001', 'Commento turchese') +
        commentXml(1, '2A000002', 'Risposta corallo', luca) +
        commentXml(2, '2A000003', 'Risolto ambra', luca),
      '<w15:commentEx w15:paraId="2A000001" w15:done="0"/><w15:commentEx w15:paraId="2A000002" w15:paraIdParent="2A000001" w15:done="0"/><w15:commentEx w15:paraId="2A000003" w15:done="1"/>',
    ),
    body: {
      '10000004': p(
        '10000004',
        `${run('Le offerte ')}${spanned(0, spanned(1, run('scadono a mezzogiorno')))}${run(' del giorno indicato.')}`,
      ),
      '10000008': p('10000008', spanned(2, run(texts.four))),
    },
  }),
  file('note a piè di pagina', ['giada'], {
    ...noteParts('footnote', 'Nota giada del responsabile.'),
    body: { '10000007': p('10000007', `${run(texts.three)}<w:r><w:footnoteReference w:id="1"/></w:r>`) },
  }),
  file('note di chiusura', ['onice'], {
    ...noteParts('endnote', 'Nota onice in fondo.'),
    body: { '10000007': p('10000007', `${run(texts.three)}<w:r><w:endnoteReference w:id="1"/></w:r>`) },
  }),
  file('numerazione che ricomincia', ['terzo diaspro'], {
    body: {
      '10000006':
        p('10000006', run('secondo requisito'), numbered) +
        p(null, run('terzo diaspro'), numbered.replace('numId w:val="1"', 'numId w:val="2"')),
    },
  }),
  file('immagine con testo alternativo', ['planimetria lapislazzuli'], {
    body: {
      '10000009': p('10000009', `${run('Il responsabile del progetto è indicato nella scheda.')}${drawing('planimetria lapislazzuli')}`),
    },
    parts: { 'word/media/a.png': picture },
    relations: [relation('rId20', 'image', 'media/a.png')],
  }),
  file('valore riscritto e controllo nuovo', ['€ 470.000,00', 'malachite'], {
    body: {
      '10000003': p('10000003', `${run('L’importo a base di gara è di ')}${value('importo', '€ 470.000,00')}${run(' oltre IVA.')}`),
      '10000008': p(
        '10000008',
        `${run('Il contratto si firma ')}<w:sdt><w:sdtPr><w:alias w:val="Scelta malachite"/><w:tag w:val="scelta"/></w:sdtPr><w:sdtContent>${run('entro sessanta giorni')}</w:sdtContent></w:sdt>${run('.')}`,
      ),
    },
  }),
  file('casella di testo', ['acquamarina'], {
    body: { '10000008': p('10000008', `${run(texts.four)}${textBox('Riquadro acquamarina')}`) },
  }),
  file('campi', ['berillo', 'agata'], {
    body: {
      '10000002': p('10000002', `${run(texts.one)}${field('DOCPROPERTY Titolo', 'berillo')}`),
      '10000008': p('10000008', `${run(texts.four)}<w:fldSimple w:instr=" AUTHOR ">${run('agata')}</w:fldSimple>`),
    },
  }),
  file('intestazioni per sezione', ['cristallo', '2 colonne'], {
    body: {
      '10000004': p(
        '10000004',
        run(texts.two),
        '<w:sectPr><w:headerReference w:type="default" r:id="rId50"/><w:pgSz w:w="11906" w:h="16838"/><w:cols w:num="2" w:space="708"/></w:sectPr>',
      ),
    },
    parts: { 'word/header2.xml': `${header}<w:hdr ${namespaces}>${p(null, run('Intestazione cristallo'))}</w:hdr>` },
    types: { 'word/header2.xml': `${word}.header+xml` },
    relations: [relation('rId50', 'header', 'header2.xml')],
  }),
  file('da destra a sinistra', ['שלום'], {
    body: { '10000008': p('10000008', `${run(texts.four)}<w:bdo w:val="rtl">${run(' שלום', '<w:rtl/>')}</w:bdo>`, '<w:bidi/>') },
  }),
  file('formule', ['x+granata'], {
    body: { '10000008': p('10000008', `${run(texts.four)}<m:oMath><m:r><m:t>x+granata</m:t></m:r></m:oMath>`) },
  }),
  file('collegamenti', ['sito tormalina'], {
    body: { '10000008': p('10000008', `${run(texts.four)}<w:hyperlink r:id="rId60">${run(' sito tormalina')}</w:hyperlink>`) },
    relations: [`<Relationship Id="rId60" Type="${office}/hyperlink" Target="https://www.anticorruzione.it/" TargetMode="External"/>`],
  }),
  file('simboli', ['F0FC'], {
    body: { '10000008': p('10000008', `${run(texts.four)}<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>`) },
  }),
  file('dati XML e marcature', ['selenite'], {
    body: { '10000008': p('10000008', `<w:customXml w:uri="urn:prova" w:element="selenite">${run(texts.four)}</w:customXml>`) },
    parts: {
      'customXml/item1.xml': `${header}<prova xmlns="urn:prova">dato</prova>`,
      'customXml/itemProps1.xml': `${header}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{11111111-2222-3333-4444-555555555555}"/>`,
    },
    types: { 'customXml/itemProps1.xml': 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml' },
  }),
  file('senza revisioni', ['smeraldo', 'Aggiunta in fondo'], {
    body: { '10000002': p('10000002', run('La stazione appaltante smeraldo pubblica il bando sulla piattaforma.')), '10000007': '' },
    end: p(null, run('Aggiunta in fondo, senza revisioni.')),
  }),
  file('revisioni di proprietà', ['Crisoberillo', 'Peridoto'], {
    body: {
      table: tableOf(rows.join('')).replace(
        '</w:tblPr>',
        `<w:tblPrChange ${by('w:author="Crisoberillo" w:date="2026-11-20T09:00:00Z"')}><w:tblPr/></w:tblPrChange></w:tblPr>`,
      ),
    },
    section: `<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:sectPrChange ${by('w:author="Peridoto" w:date="2026-11-20T09:00:00Z"')}><w:sectPr/></w:sectPrChange></w:sectPr>`,
  }),
  file('sommario', ['zircone'], {
    body: {
      '10000001': p(
        '10000001',
        `<w:bookmarkStart w:id="70" w:name="_Toc1"/>${run('Articolo 1 – Oggetto')}<w:bookmarkEnd w:id="70"/>`,
        '<w:pStyle w:val="Titolo1"/>',
      ),
      '10000009':
        p('10000009', run('Il responsabile del progetto è indicato nella scheda.')) +
        `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>` +
        p(
          null,
          `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` +
            `<w:hyperlink w:anchor="_Toc1">${run('Articolo 1 – zircone')}<w:r><w:tab/></w:r>${field('PAGEREF _Toc1 \\h', '1')}</w:hyperlink>`,
        ) +
        p(null, '<w:r><w:fldChar w:fldCharType="end"/></w:r>') +
        '</w:sdtContent></w:sdt>',
    },
  }),
  file('impostazioni, persone e aspetto', ['eliotropio'], {
    ...commentParts(commentXml(0, '2A000011', 'Commento eliotropio'), '<w15:commentEx w15:paraId="2A000011" w15:done="0"/>', settings()),
    body: { '10000008': p('10000008', spanned(0, run(texts.four))) },
  }),
  file('sezione con note e intestazioni diverse', ['Nota citrino', 'Intestazione pari'], {
    ...noteParts('footnote', 'Nota citrino.', {
      parts: { 'word/header3.xml': `${header}<w:hdr ${namespaces}>${p(null, run('Intestazione pari'))}</w:hdr>` },
      types: { 'word/header3.xml': `${word}.header+xml` },
      relations: [relation('rId51', 'header', 'header3.xml')],
    }),
    body: {
      '10000004': p(
        '10000004',
        `${run(texts.two)}<w:r><w:footnoteReference w:id="1"/></w:r>`,
        '<w:sectPr><w:headerReference w:type="even" r:id="rId51"/><w:footnotePr><w:numFmt w:val="lowerRoman"/></w:footnotePr><w:type w:val="nextPage"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:titlePg/></w:sectPr>',
      ),
    },
  }),
  file('cose che nessuno conosce', ['w:nuovissimo', 'spinello'], {
    body: { '10000008': p('10000008', `${run(texts.four)}<w:nuovissimo w:val="1"/>${ins(run(' spinello'))}`) },
    parts: { 'word/nuovissima.xml': `${header}<x/>` },
    types: { 'word/nuovissima.xml': 'application/x-nuovissima+xml' },
  }),
];
