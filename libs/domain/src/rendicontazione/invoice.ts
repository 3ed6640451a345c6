import { money, sumMoney, isMoney } from '../money/money.js';

/** What is read of an electronic invoice (FatturaPA, D.M. 55/2013). Amounts decimal texts, date `YYYY-MM-DD`. */
export interface InvoiceReading {
  readonly numero: string;
  readonly data: string;
  readonly cedente: string | null;
  readonly totale: string;
  readonly imponibile: string;
  readonly imposta: string;
  /** Split payment: `EsigibilitaIVA` S on every summary. */
  readonly scissione: boolean;
  readonly ritenute: string;
  readonly cup: readonly string[];
  readonly cig: readonly string[];
  readonly causale: string;
  readonly iban: readonly string[];
}

export type InvoiceParsing = { readonly ok: true; readonly invoice: InvoiceReading } | { readonly ok: false; readonly message: string };

/** An XML element as the parser hands it over: text, or children by local name; a repeated one is a list. */
export type XmlNode = string | { readonly [name: string]: XmlNode | readonly XmlNode[] | undefined };

function all(node: XmlNode | undefined, ...path: readonly string[]): readonly XmlNode[] {
  return path.reduce<readonly XmlNode[]>(
    (nodes, name) =>
      nodes.flatMap((one) => {
        if (typeof one === 'string') return [];
        const child = one[name];
        if (child === undefined) return [];
        return (Array.isArray(child) ? child : [child]) as readonly XmlNode[];
      }),
    node === undefined ? [] : [node],
  );
}

function text(node: XmlNode | undefined, ...path: readonly string[]): string | null {
  const found = all(node, ...path).find((one) => typeof one === 'string');
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : null;
}

const texts = (node: XmlNode | undefined, ...path: readonly string[]): readonly string[] => [
  ...new Set(all(node, ...path).flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? [one.trim()] : []))),
];

/** Blocks of general data that may carry CUP and CIG. */
const references = ['DatiOrdineAcquisto', 'DatiContratto', 'DatiConvenzione', 'DatiRicezione', 'DatiFattureCollegate'] as const;

const number = (value: string | null): string | null => (value !== null && isMoney(value) ? money(value) : null);
const sumOf = (values: readonly (string | null)[]): string => money(sumMoney(values.map((value) => number(value))));

/**
 * Reads the tree of a FatturaPA. A lot of invoices (more than one body) is refused: each expense has its own file.
 */
export function readInvoice(tree: XmlNode): InvoiceParsing {
  const root = all(tree, 'FatturaElettronica')[0];
  if (root === undefined) return { ok: false, message: 'Il file XML non è una fattura elettronica: manca l’elemento FatturaElettronica.' };
  const bodies = all(root, 'FatturaElettronicaBody');
  if (bodies.length !== 1) return { ok: false, message: `Il file contiene ${bodies.length} fatture: carica una fattura per file.` };
  const body = bodies[0];
  const general = all(body, 'DatiGenerali')[0];
  const document = all(general, 'DatiGeneraliDocumento')[0];
  const numero = text(document, 'Numero');
  const data = text(document, 'Data')?.slice(0, 10) ?? null;
  if (numero === null || data === null) return { ok: false, message: 'Nella fattura mancano il numero o la data.' };
  const summaries = all(body, 'DatiBeniServizi', 'DatiRiepilogo');
  const imponibile = sumOf(summaries.map((one) => text(one, 'ImponibileImporto')));
  const imposta = sumOf(summaries.map((one) => text(one, 'Imposta')));
  const declared = number(text(document, 'ImportoTotaleDocumento'));
  const seller = all(root, 'FatturaElettronicaHeader', 'CedentePrestatore', 'DatiAnagrafici', 'Anagrafica')[0];
  const person = [text(seller, 'Nome'), text(seller, 'Cognome')].filter((part) => part !== null).join(' ');
  return {
    ok: true,
    invoice: {
      ...{ numero, data, imponibile, imposta },
      cedente: text(seller, 'Denominazione') ?? (person === '' ? null : person),
      totale: declared ?? money(sumMoney([imponibile, imposta])),
      scissione: summaries.length > 0 && summaries.every((one) => text(one, 'EsigibilitaIVA') === 'S'),
      ritenute: sumOf(all(document, 'DatiRitenuta').map((one) => text(one, 'ImportoRitenuta'))),
      cup: [...new Set(references.flatMap((block) => texts(general, block, 'CodiceCUP')))],
      cig: [...new Set(references.flatMap((block) => texts(general, block, 'CodiceCIG')))],
      causale: texts(document, 'Causale').join(' '),
      iban: texts(body, 'DatiPagamento', 'DettaglioPagamento', 'IBAN'),
    },
  };
}
