import { endBefore } from '@gare/domain/clauses/clause-validity';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { shortDay } from '../format/dates';
import { useRequest } from '../pages/use-request';
import { ConfirmDialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { Paragraph, Stack } from '../ui/layout';
import { type Clause, type ClauseVersion } from './queries';

interface DialogProps {
  readonly clause: Clause;
  readonly version: ClauseVersion;
  readonly onClose: () => void;
}

/** What the library answers replaces what the pages knew. */
export function keepClause(clause: Clause): void {
  queryClient.setQueryData(['/api/clauses/{code}', { code: clause.code }], clause);
  void queryClient.invalidateQueries({ queryKey: ['/api/clauses'] });
}

/** Says from when it is in force, and which version ends for it, before anything is published. */
export function PublishDialog({ clause, version, onClose }: DialogProps): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const before = clause.versions.find(
    (other) =>
      other.origin === 'SUA' &&
      other.state === 'PUBBLICATA' &&
      endBefore({ from: other.validFrom, to: other.validTo }, version.validFrom) !== null,
  );
  const end = before === undefined ? null : endBefore({ from: before.validFrom, to: before.validTo }, version.validFrom);
  const publish = async (): Promise<void> => {
    const params = { path: { versionId: version.id ?? '' } };
    const outcome = await request.send(() =>
      client.POST('/api/clauses/versions/{versionId}/publications', { params, body: { endsPrevious: end !== null } }),
    );
    if (!outcome.ok) return;
    keepClause(outcome.data);
    announce(t('clausole.pubblicataOra', { versione: version.version }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('clausole.pubblicaTitolo', { versione: version.version })}
      onClose={onClose}
      confirm={t('clausole.pubblica')}
      busy={request.busy}
      onConfirm={() => void publish()}
    >
      <Stack>
        <Paragraph>{t('clausole.pubblicaTesto', { giorno: shortDay(version.validFrom) })}</Paragraph>
        {before !== undefined && end !== null && (
          <Paragraph>{t('clausole.finiscePrima', { versione: before.version, giorno: shortDay(end) })}</Paragraph>
        )}
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </ConfirmDialog>
  );
}

/** A version is taken back with a reason; it stays in sight. */
export function WithdrawDialog({ version, onClose }: DialogProps): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [reason, setReason] = useState('');
  const withdraw = async (): Promise<void> => {
    const params = { path: { versionId: version.id ?? '' } };
    const outcome = await request.send(() => client.POST('/api/clauses/versions/{versionId}/withdrawals', { params, body: { reason } }));
    if (!outcome.ok) return;
    keepClause(outcome.data);
    announce(t('clausole.ritirataOra', { versione: version.version }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('clausole.ritiraTitolo', { versione: version.version })}
      onClose={onClose}
      confirm={t('clausole.ritira')}
      danger
      busy={request.busy}
      onConfirm={() => void withdraw()}
    >
      <Stack>
        <Paragraph>{t(version.state === 'BOZZA' ? 'clausole.ritiraBozza' : 'clausole.ritiraTesto')}</Paragraph>
        <TextArea
          id="motivo-ritiro"
          label={t('clausole.motivo')}
          error={request.trouble?.issues.find(({ path }) => path === 'reason')?.message}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </ConfirmDialog>
  );
}
