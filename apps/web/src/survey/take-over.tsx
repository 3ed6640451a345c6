import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { sameProcedure, type SurveySheet } from '@gare/domain/rilevazione/survey';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient, sheetQuery } from '../api/queries';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { TroubleNotice } from '../ui/feedback';
import { Muted, Row, Stack } from '../ui/layout';
import { type Survey } from './queries';

interface Change {
  readonly path: string;
  readonly value: string;
}

/** The averages of the cases that the sheet does not say yet, as changes of the sheet. */
function missingAverages(sheet: SurveySheet, recomputed: Survey['ricalcolo']): Change[] {
  return recomputed.flatMap(({ procedura, lorda, netta }) => {
    const row = sameProcedure(sheet.righe ?? [], procedura);
    if (row === undefined) return [];
    return [
      { path: `righe/${row.id}/durataMediaLorda`, before: row.durataMediaLorda, value: lorda },
      { path: `righe/${row.id}/durataMediaNetta`, before: row.durataMediaNetta, value: netta },
    ].flatMap(({ path, before, value }) => (value === null || Number(before) === Number(value) ? [] : [{ path, value }]));
  });
}

/** Writes the averages of the cases into the rows of the sheet, for whoever may: nobody copies figures by hand. */
export function TakeOver({ dossierId, survey }: { dossierId: string; survey: Survey }): ReactElement | null {
  const { t } = useTranslation();
  const { data: sheet } = useQuery(sheetQuery(dossierId));
  const request = useRequest();
  if (sheet === undefined || survey.whyNot !== null || survey.ricalcolo.length === 0) return null;
  const changes = missingAverages(sheet.values, survey.ricalcolo);
  const takeOver = async (): Promise<void> => {
    const answer = await request.send(() =>
      client.PATCH('/api/dossiers/{dossierId}/scheda', {
        params: { path: { dossierId } },
        body: { baseRevision: sheet.revision, changes },
      }),
    );
    await queryClient.invalidateQueries({ queryKey: sheetQuery(dossierId).queryKey });
    if (answer.ok) announce(t('rilevazione.riportate', { count: changes.length }));
  };
  return (
    <Stack gap="sm">
      <Row>
        <Button icon="it-download" busy={request.busy} disabled={changes.length === 0} onClick={() => void takeOver()}>
          {t('rilevazione.riporta')}
        </Button>
        <Muted>{changes.length === 0 ? t('rilevazione.giaUguali') : t('rilevazione.riportaTesto', { count: changes.length })}</Muted>
      </Row>
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
    </Stack>
  );
}
