import { parseDocument } from 'htmlparser2';
import { draftSchema, type DraftNode, valueKey } from '@gare/domain/drafting/draft-schema';
import { type ClipboardNode } from './clipboard-node';
import { type LeftOut, leftOutOf } from './left-out';
import { pastedBlocks } from './pasted-blocks';
import { googleNested, libreOfficeTender, wordOnline, wordTender } from './clipboard-samples';

/** As much of a node of the parser as this test reads. */
interface Parsed {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly attribs?: Readonly<Record<string, string>>;
  readonly children?: readonly Parsed[];
}

function adapted(node: Parsed): ClipboardNode {
  const isTag = ['tag', 'script', 'style'].includes(node.type);
  return {
    nodeType: isTag ? 1 : node.type === 'text' ? 3 : node.type === 'root' ? 9 : 8,
    nodeName: node.name ?? '#text',
    nodeValue: node.data ?? null,
    childNodes: (node.children ?? []).map(adapted),
    getAttribute: (name) => node.attribs?.[name] ?? null,
  };
}

const value = { path: 'importo', instance: 'importo', text: '€ 100.000,00' };
const known = { values: new Set([valueKey(value)]), blocks: new Set(['0000000A']) };
const pasted = (html: string): DraftNode[] => pastedBlocks(adapted(parseDocument(html)), draftSchema, known);

/** Blocks in short: kind, and words with their emphasis. */
function told(nodes: readonly DraftNode[]): string[] {
  return nodes.flatMap((node) => {
    if (node.type.name === 'table')
      return [`table ${node.childCount}×${node.firstChild?.childCount ?? 0}`, ...told(cells(node)).map((one) => `| ${one}`)];
    const { level, list } = node.attrs as { level?: number; list?: string };
    const kind = { heading: `h${level ?? ''}`, listItem: `${list ?? ''}${level ?? ''}`, paragraph: 'p' }[node.type.name] ?? node.type.name;
    const words = node.content.content.map((one) => {
      if (one.type.name === 'hardBreak') return '⏎';
      if (!one.isText) return `{${String(one.attrs['text'] ?? one.attrs['target'])}}`;
      const marks = one.marks.map(({ type }) => type.name[0]?.toUpperCase()).join('');
      return marks === '' ? one.text : `${marks}[${one.text ?? ''}]`;
    });
    return [`${kind}: ${words.join('')}`];
  });
}

function cells(table: DraftNode): DraftNode[] {
  const found: DraftNode[] = [];
  table.descendants((node) => {
    if (node.isTextblock) found.push(node);
    return !node.isTextblock;
  });
  return found;
}

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name=Generator content="Microsoft Word 15"><link rel=File-List href="file:///C:/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-unhide:no; color:red;} --></style></head><body lang=IT style='tab-interval:35.4pt'><!--StartFragment-->
<h1 style='mso-list:none'><a name="_Toc1"></a><b><span style='font-family:"Calibri";color:#2F5496'>Art. 5 – Requisiti<o:p></o:p></span></b></h1>
<p class=MsoNormal style='text-align:justify'><span style='font-size:11.0pt;mso-bidi-font-family:Arial'>L’operatore
economico <b>deve</b> possedere<span style='mso-spacerun:yes'>  </span>i <i>requisiti</i> di cui all’<u>art. 100</u>.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>a)<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>iscrizione alla CCIAA;</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>anche per gli esteri;</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>fatturato <del cite="mailto:x">minimo</del><ins>globale</ins>.</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'><tr style='mso-yfti-irow:0'><td width=301 style='width:225pt'><p class=MsoNormal><b>Lotto</b></p></td><td><p class=MsoNormal>Importo</p></td></tr>
<tr><td><p class=MsoNormal>1</p></td><td><p class=MsoNormal>€&nbsp;10</p></td></tr></table>
<div style='mso-element:comment-list'><p>un commento</p></div><!--EndFragment--></body></html>`;

const libreOffice = `<meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title><style type="text/css">p { line-height: 115% }</style>
<h2 class="western">Art. 6 Garanzie</h2><p align="justify" style="line-height: 100%"><font face="Arial, serif"><font size="3"><span lang="it-IT">La garanzia è pari al <strong>2%</strong>.<br/>Vedi allegato.</span></font></font></p>
<ol type="a"><li><p style="line-height: 100%">cauzione;</p></li><li><p>fideiussione:</p><ul><li><p>bancaria</p></li></ul></li></ol>`;

const google = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38"><span style="font-size:11pt;font-weight:400;font-style:normal">Testo </span><span style="font-weight:700">forte</span><span style="font-style:italic"> e corsivo</span><span style="vertical-align:super;font-size:0.6em">2</span></p>
<ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc" aria-level="1"><p dir="ltr" role="presentation"><span style="background-color:transparent">primo</span></p></li></ul><br class="Apple-interchange-newline"></b>`;

const hostile = `<p onclick="steal()">Testo <script>alert(1)</script><img src="https://altrove.example/pixel.png" onerror="alert(2)">buono<style>p{display:none}</style></p>
<iframe src="https://altrove.example"></iframe><svg><script>alert(3)</script><text>svg</text></svg><object data="x"></object>
<p><a href="javascript:alert(4)">collegamento</a> <span style="background:url(https://altrove.example)">sfondo</span><span style="display:none">nascosto</span></p>
<p data-id="0000000A" data-owner="SUA" data-origin="CLAUSOLA:CL05"><span data-value="importo" data-instance="importo" data-text="€ 1,00">€ 1,00</span> <ins data-suggestion="s1" data-author="Altri">proposto</ins></p>
<div data-kept="disegno-1">disegno</div><form><input value="segreto"><button>Invia</button></form><math><mi>x</mi></math><template><p>modello</p></template><p>\u202Erovesciato\u202C</p>`;

describe('What the clipboard brings into a draft', () => {
  it.each([
    [
      'Word',
      word,
      [
        'h1: Art. 5 – Requisiti',
        'p: L’operatore economico B[deve] possedere i I[requisiti] di cui all’U[art. 100].',
        'letter0: iscrizione alla CCIAA;',
        'bullet1: anche per gli esteri;',
        'number0: fatturato globale.',
        'table 2×2',
        '| p: B[Lotto]',
        '| p: Importo',
        '| p: 1',
        '| p: €\u00A010',
      ],
    ],
    [
      'LibreOffice',
      libreOffice,
      [
        'h2: Art. 6 Garanzie',
        'p: La garanzia è pari al B[2%].⏎Vedi allegato.',
        'letter0: cauzione;',
        'letter0: fideiussione:',
        'bullet1: bancaria',
      ],
    ],
    ['Google', google, ['p: Testo B[forte]I[ e corsivo]S[2]', 'bullet0: primo']],
    [
      'a hostile page',
      hostile,
      ['p: Testo buono', 'p: collegamento sfondo', 'p: € 1,00 proposto', 'p: disegno', 'p: Invia', 'p: rovesciato'],
    ],
    [
      'the draft itself: its values stay values, its references references',
      `<p data-id="0000000A">Importo <span data-value="importo" data-instance="importo" data-text="€ 100.000,00">€ 100.000,00</span>, vedi <span data-ref="0000000A">art. 1</span> e <span data-ref="0000000F">art. 9</span></p>`,
      ['p: Importo {€ 100.000,00}, vedi {0000000A} e art. 9'],
    ],
    [
      'text with tables in tables',
      '<table><tr><th>A</th><td colspan=2>x<table><tr><td>dentro</td></tr></table><h3>Titolo</h3></td></tr></table>',
      ['table 1×2', '| p: A', '| p: x', '| p: dentro', '| p: Titolo'],
    ],
    [
      'items and headings of the draft',
      '<h3 data-heading="1">Art. 1</h3><p data-list="letter" data-level="1">voce</p>',
      ['h1: Art. 1', 'letter1: voce'],
    ],
    ['nothing', '<p>&nbsp;</p><br><div><span> </span></div>', []],
    ['lines of code', '<pre>uno\n  due</pre>', ['p: uno\n  due']],
  ])('%s', (_name, html, expected) => {
    const blocks = pasted(html);
    expect(told(blocks)).toEqual(expected);
    draftSchema.nodes.doc.create(null, blocks.length > 0 ? blocks : [draftSchema.nodes.paragraph.create()]).check();
  });

  it.each<[string, string, string[], LeftOut[]]>([
    [
      'Word: an article with lists of styles, notes, comments, revisions, a merged table, a form and a picture',
      wordTender,
      [
        'h1: Requisiti di partecipazione',
        'p: Gli operatori devono possedere i requisiti dell’art. 100 del Codice.S[[1]]',
        'letter0: iscrizione alla Camera di commercio;',
        'letter0: fatturato globale:',
        'number1: dell’ultimo triennio;',
        'bullet2: al netto dell’IVA;',
        'p: Il fatturato si prova con i bilanci.',
        'bullet0: con lo stile dell’elenco;',
        'bullet1: e un livello più dentro.',
        'letter0: B[cauzione] provvisoria;',
        'letter0: polizza.',
        'p: Sono ammesse anche miste.',
        'p: c) da sola non è un elenco.',
        'p: ☐ servizi analoghi',
        'table 3×3',
        '| p: Lotto',
        '| p: Importo',
        '| p: Note',
        '| p: 1',
        '| p: € 10',
        '| p: ',
        '| p: ',
        '| p: € 20',
        '| p: urgente',
        'p: S[[1]] Decreto legislativo 36/2023.',
      ],
      ['immagini', 'commenti', 'revisioni'],
    ],
    [
      'Word in the browser: every item in a list of its own',
      wordOnline,
      ['p: Allegati alla domanda:', 'number0: dichiarazioni;', 'letter1: del titolare;', 'bullet2: dei soci.'],
      [],
    ],
    [
      'LibreOffice: lists in lists, a note, a picture of its own disk',
      libreOfficeTender,
      [
        'h1: Art. 7 Garanzie',
        'number0: garanzia provvisoriaS[1];',
        'letter1: in contanti;',
        'number0: garanzia definitiva.',
        'table 2×2',
        '| p: B[Voce]',
        '| p: B[%]',
        '| p: Provvisoria',
        '| p: 2',
        'p: 1 Art. 106.',
      ],
      ['immagini'],
    ],
    [
      'Google: the kind of a list stands at its items',
      googleNested,
      ['h2: Lotti', 'letter0: primo lotto', 'number1: prestazione principale', 'letter0: secondo lotto', 'p: Fine.'],
      ['immagini'],
    ],
    ['a hostile page: what does not come in is told', hostile, ['p: Testo buono'], ['immagini', 'programmi', 'cornici', 'campi']],
    [
      'markers that were typed',
      '<p>1.\u00A0Il contratto dura un anno.</p><p>2.\u00A0<b>Si proroga</b> una volta.</p><p>- in forma scritta;</p><p>- con preavviso.</p><p>3. Poi scade.</p>',
      [
        'number0: Il contratto dura un anno.',
        'number0: B[Si proroga] una volta.',
        'bullet0: in forma scritta;',
        'bullet0: con preavviso.',
        'p: 3. Poi scade.',
      ],
      [],
    ],
  ])('%s', (_name, html, expected, leftOut) => {
    const blocks = pasted(html);
    expect(told(blocks).slice(0, expected.length)).toEqual(expected);
    draftSchema.nodes.doc.create(null, blocks).check();
    expect(leftOutOf(adapted(parseDocument(html)))).toEqual(leftOut);
  });

  it('carries nothing of the page but what the schema has: no id, owner, look, address or style', () => {
    for (const html of [word, libreOffice, google, hostile, wordTender, wordOnline, libreOfficeTender, googleNested]) {
      for (const block of pasted(html)) {
        const json = JSON.stringify(block.toJSON());
        expect(json).not.toMatch(/mso|style|class|href|src|javascript|altrove|\bscript|CLAUSOLA|SUA|insertion/i);
        expect(block.attrs).toMatchObject({ id: null, owner: null, origin: null, look: null, change: null });
      }
    }
  });

  it('takes a document of twenty pages in one go', () => {
    const html = Array.from(
      { length: 600 },
      (_, index) => `<p class=MsoNormal><span style='color:red'>Capoverso ${index}: ${'parole '.repeat(40)}</span></p>`,
    ).join('');
    expect(pasted(html)).toHaveLength(600);
  });
});
