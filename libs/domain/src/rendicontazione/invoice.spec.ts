import { readInvoice, type XmlNode } from './invoice.js';

const body = (more: Record<string, XmlNode> = {}, summary: Record<string, string> = {}): XmlNode => ({
  DatiGenerali: {
    DatiGeneraliDocumento: { TipoDocumento: 'TD01', Data: '2026-03-10', Numero: '12/A', ImportoTotaleDocumento: '1220.00' },
    DatiContratto: { CodiceCUP: 'J51B21001234006', CodiceCIG: 'B3A41C7EAA' },
    ...more,
  },
  DatiBeniServizi: { DatiRiepilogo: { ImponibileImporto: '1000.00', Imposta: '220.00', EsigibilitaIVA: 'S', ...summary } },
  DatiPagamento: { DettaglioPagamento: { IBAN: 'IT60X0542811101000000123456' } },
});
const invoice = (bodies: XmlNode | readonly XmlNode[], seller: XmlNode = { Denominazione: 'Edile Umbra S.r.l.' }): XmlNode => ({
  FatturaElettronica: {
    FatturaElettronicaHeader: { CedentePrestatore: { DatiAnagrafici: { Anagrafica: seller } } },
    FatturaElettronicaBody: bodies,
  },
});

describe('electronic invoice', () => {
  it('gives number, amounts, CUP, CIG and account', () => {
    expect(readInvoice(invoice(body()))).toEqual({
      ok: true,
      invoice: {
        ...{
          numero: '12/A',
          data: '2026-03-10',
          cedente: 'Edile Umbra S.r.l.',
          totale: '1220.00',
          imponibile: '1000.00',
          imposta: '220.00',
        },
        ...{ scissione: true, ritenute: '0.00', cup: ['J51B21001234006'], cig: ['B3A41C7EAA'], causale: '' },
        iban: ['IT60X0542811101000000123456'],
      },
    });
  });

  it('finds the codes in any of the blocks, each once, and adds up summaries and withholdings', () => {
    const read = readInvoice(
      invoice({
        DatiGenerali: {
          DatiGeneraliDocumento: {
            ...{ Data: '2026-03-10', Numero: '1', Causale: ['CUP J51', 'saldo'] },
            DatiRitenuta: [{ ImportoRitenuta: '20.00' }, { ImportoRitenuta: '4.50' }],
          },
          DatiOrdineAcquisto: [{ CodiceCUP: 'A' }, { CodiceCUP: 'A', CodiceCIG: 'B' }],
          DatiConvenzione: { CodiceCIG: 'C' },
        },
        DatiBeniServizi: {
          DatiRiepilogo: [
            { ImponibileImporto: '100.00', Imposta: '22.00' },
            { ImponibileImporto: '50.00', Imposta: '2.00' },
          ],
        },
      }),
    );
    expect(read).toMatchObject({
      ok: true,
      invoice: {
        cup: ['A'],
        cig: ['B', 'C'],
        imponibile: '150.00',
        imposta: '24.00',
        totale: '174.00',
        ritenute: '24.50',
        scissione: false,
      },
    });
    expect(read).toMatchObject({ invoice: { causale: 'CUP J51 saldo' } });
  });

  it('names a person who sells', () => {
    expect(readInvoice(invoice(body(), { Nome: 'Anna', Cognome: 'Rossi' }))).toMatchObject({ invoice: { cedente: 'Anna Rossi' } });
  });

  it.each<[string, XmlNode, string]>([
    ['another document', { Ordine: 'x' }, 'non è una fattura'],
    ['plain text', 'x', 'non è una fattura'],
    ['a lot of two', invoice([body(), body()]), '2 fatture'],
    ['no body', invoice([]), '0 fatture'],
    ['no number', invoice(body({ DatiGeneraliDocumento: { Data: '2026-03-10' } })), 'numero'],
  ])('refuses %s', (_, tree, reason) => {
    const read = readInvoice(tree);
    expect(read.ok ? '' : read.message).toContain(reason);
  });
});
