import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { romeToday } from '../pages/ledger-entry';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { DayField } from '../ui/day-field';
import { TroubleNotice } from '../ui/feedback';
import { TextField } from '../ui/field';
import { Muted, Row, Stack } from '../ui/layout';
import { type ImportEntry, importQuery } from './queries';

/** Makes a draft of a model: the Province gives it a version and a first day of its own. */
export function TakeModel({ importId, entry }: { importId: string; entry: ImportEntry }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [values, setValues] = useState({ version: entry.version, validFrom: romeToday() });
  const problem = (path: string): string | undefined => request.trouble?.issues.find((issue) => issue.path === path)?.message;
  const take = async (): Promise<void> => {
    const params = { path: { importId, code: entry.code } };
    const outcome = await request.send(() => client.POST('/api/community/imports/{importId}/models/{code}', { params, body: values }));
    if (!outcome.ok) return;
    await queryClient.invalidateQueries({ queryKey: importQuery(importId).queryKey });
    announce(t('condivisione.bozzaFatta', { clausola: entry.code }));
  };
  return (
    <Stack gap="sm">
      <Muted>{t('condivisione.modelloTesto')}</Muted>
      <Row align="baseline">
        <TextField
          id={`versione-${entry.code}`}
          label={t('condivisione.versione')}
          value={values.version}
          error={problem('version')}
          onChange={(event) => {
            setValues((before) => ({ ...before, version: event.target.value }));
          }}
        />
        <DayField
          id={`dal-${entry.code}`}
          label={t('condivisione.dalGiorno')}
          value={values.validFrom}
          onChange={(validFrom) => {
            setValues((before) => ({ ...before, validFrom }));
          }}
        />
      </Row>
      <Row>
        <Button busy={request.busy} onClick={() => void take()}>
          {t('condivisione.prendi', { clausola: entry.code })}
        </Button>
      </Row>
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
    </Stack>
  );
}
