import { fromRome } from '@gare/domain/calendar/rome-time';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { useFieldProblems } from '../pages/field-problems';
import { useKeptForm } from '../pages/kept-form';
import { useSession } from '../pages/may';
import { ResumedNotice } from '../pages/resumed-notice';
import { useRequest } from '../pages/use-request';
import { ConfirmDialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { TextArea, TextField } from '../ui/field';
import { Paragraph, Stack } from '../ui/layout';
import { TimedField } from '../ui/timed-field';
import { outagesQuery } from './queries';

const blank = { platform: '', fromDate: '', fromTime: '', toDate: '', toTime: '', evidence: '' };
const least = 10;

/** Records an outage; the tenders it fell in get a new deadline to decide on. */
export function OutageDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const request = useRequest();
  const form = useKeptForm(`piattaforma.${session.utente.id}`, blank);
  const { values, set } = form;
  const from = values.fromDate === '' || values.fromTime === '' ? null : fromRome(values.fromDate, values.fromTime);
  const to = values.toDate === '' || values.toTime === '' ? null : fromRome(values.toDate, values.toTime);
  const problems = useFieldProblems(
    'guasto',
    {
      platform: values.platform.trim() === '' ? t('piattaforma.nomeManca') : undefined,
      from: from === null ? t('piattaforma.momentoManca') : undefined,
      to: to === null ? t('piattaforma.momentoManca') : from !== null && to <= from ? t('piattaforma.fineDopo') : undefined,
      evidence: values.evidence.trim().length < least ? t('piattaforma.provaManca') : undefined,
    },
    request.trouble,
  );
  const send = async (): Promise<void> => {
    if (!problems.check() || from === null || to === null) return;
    const body = { platform: values.platform.trim(), from, to, evidence: values.evidence.trim() };
    const outcome = await request.send(() => client.POST('/api/pad-outages', { body }));
    if (!outcome.ok) {
      problems.focusRefused(outcome.trouble);
      return;
    }
    queryClient.setQueryData(outagesQuery().queryKey, outcome.data);
    form.reset();
    announce(t('piattaforma.registrato'));
    onClose();
  };
  return (
    <ConfirmDialog
      wide
      title={t('piattaforma.registra')}
      onClose={onClose}
      confirm={t('piattaforma.registra')}
      busy={request.busy}
      onConfirm={() => void send()}
    >
      <Stack>
        <ResumedNotice form={form} />
        <Paragraph>{t('piattaforma.registraTesto')}</Paragraph>
        <TextField
          id="guasto-platform"
          label={t('piattaforma.nome')}
          hint={t('piattaforma.nomeAiuto')}
          error={problems.errorAt('platform')}
          value={values.platform}
          maxLength={200}
          onChange={(event) => {
            set({ platform: event.target.value });
          }}
        />
        <TimedField
          id="guasto-from"
          label={t('piattaforma.dal')}
          error={problems.errorAt('from')}
          date={values.fromDate}
          time={values.fromTime}
          readOnly={false}
          onChange={(fromDate, fromTime) => {
            set({ fromDate, fromTime });
          }}
          onLeave={() => undefined}
        />
        <TimedField
          id="guasto-to"
          label={t('piattaforma.al')}
          error={problems.errorAt('to')}
          date={values.toDate}
          time={values.toTime}
          readOnly={false}
          onChange={(toDate, toTime) => {
            set({ toDate, toTime });
          }}
          onLeave={() => undefined}
        />
        <TextArea
          id="guasto-evidence"
          label={t('piattaforma.prova')}
          hint={t('piattaforma.provaAiuto')}
          error={problems.errorAt('evidence')}
          value={values.evidence}
          maxLength={2000}
          onChange={(event) => {
            set({ evidence: event.target.value });
          }}
        />
        {problems.rest && <TroubleNotice trouble={problems.rest} />}
      </Stack>
    </ConfirmDialog>
  );
}
