import { type Scheda } from '@gare/contracts/scheda/scheda';
import { type ConvenzioneEntity, type EnteEntity } from '@gare/identity';

/** What the platform knows already when a dossier is opened, so that nobody is asked for it again. */
export function firstValues(input: {
  oggetto: string;
  codiceAppalto: string;
  comune: EnteEntity;
  provincia: EnteEntity;
  convenzione: ConvenzioneEntity | null;
}): Scheda {
  const { comune, provincia, convenzione } = input;
  const stazione = (id: string, ente: EnteEntity, funzioniSvolte: string[] | null): object => ({
    id,
    codiceFiscale: ente.codiceFiscale,
    denominazione: ente.denominazione,
    codiceAusa: ente.codiceAusa,
    codiceCentroCosto: ente.codiceCentroCosto,
    saTitolare: ente.id === comune.id,
    ...(funzioniSvolte === null ? {} : { funzioniSvolte }),
  });
  return {
    oggetto: input.oggetto,
    codiceAppalto: input.codiceAppalto,
    linguaPrincipale: 'ITA',
    comune: comune.profilo,
    provincia: provincia.profilo,
    stazioniAppaltanti: [
      stazione('comune', comune, null),
      ...(comune.id === provincia.id ? [] : [stazione('provincia', provincia, convenzione?.funzioniSvolte ?? null)]),
    ],
    ...(convenzione
      ? {
          convenzione: {
            stato: convenzione.stato,
            dataStipula: convenzione.dal,
            dataScadenza: convenzione.al,
            funzioniSvolte: convenzione.funzioniSvolte,
          },
        }
      : {}),
  } as Scheda;
}
