import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mailChoices } from '@gare/domain/notifications/notice-kinds';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { focusWhenShown } from '../focus-when-shown';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { CellCheck, CellSelect } from '../ui/cell-field';
import { ChoiceField } from '../ui/choice-field';
import { Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { Form } from '../ui/form';
import { Muted, Paragraph, Section, Strong } from '../ui/layout';
import { type Column, Table } from '../ui/table';
import { type NoticeSettings, noticeSettingsQuery } from './queries';

type Kind = NoticeSettings['kinds'][number];

const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` }));

function KindsTable({ settings, onChange }: { settings: NoticeSettings; onChange: (kind: Kind) => void }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<Kind>[] = [
    {
      key: 'nome',
      title: t('preferenze.avviso'),
      main: true,
      cell: ({ name, explanation, appLocked }) => (
        <>
          <Strong>{name}</Strong>
          <br />
          <Muted>
            {explanation}
            {appLocked && ` ${t('preferenze.bloccato')}`}
          </Muted>
        </>
      ),
    },
    {
      key: 'app',
      title: t('preferenze.app'),
      cell: (row) => (
        <CellCheck
          words={t('preferenze.mostra')}
          label={t('preferenze.appPer', { avviso: row.name })}
          checked={row.app}
          disabled={row.appLocked}
          onChange={(app) => {
            onChange({ ...row, app });
          }}
        />
      ),
    },
    {
      key: 'posta',
      title: t('preferenze.posta'),
      cell: (row) => (
        <CellSelect
          label={t('preferenze.postaPer', { avviso: row.name })}
          disabled={settings.address === null}
          options={mailChoices.map((value) => ({ value, label: t(`preferenze.canale.${value}`) }))}
          value={row.mail}
          onChange={(event) => {
            onChange({ ...row, mail: mailChoices.find((choice) => choice === event.target.value) ?? row.mail });
          }}
        />
      ),
    },
  ];
  return <Table caption={t('preferenze.titolo')} columns={columns} rows={settings.kinds} rowKey={({ kind }) => kind} />;
}

function SettingsForm({ kept }: { kept: NoticeSettings }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [settings, setSettings] = useState(kept);
  const change = (part: Partial<NoticeSettings>): void => {
    setSettings({ ...settings, ...part });
  };
  const save = async (): Promise<void> => {
    const { digestHour, workingDaysOnly } = settings;
    const kinds = settings.kinds.map(({ kind, app, mail }) => ({ kind, app, mail }));
    const outcome = await request.send(() => client.PATCH('/api/notifications/settings', { body: { digestHour, workingDaysOnly, kinds } }));
    if (!outcome.ok) return;
    queryClient.setQueryData(noticeSettingsQuery().queryKey, outcome.data);
    announce(t('preferenze.salvate'));
  };
  return (
    <Form onSubmit={() => void save()}>
      {settings.address === null ? (
        <Notice tone="info" title={t('preferenze.senzaPosta')}>
          <Paragraph>{t('preferenze.senzaPostaTesto')}</Paragraph>
        </Notice>
      ) : (
        <Paragraph>{t('preferenze.indirizzo', { indirizzo: settings.address })}</Paragraph>
      )}
      <KindsTable
        settings={settings}
        onChange={(changed) => {
          change({ kinds: settings.kinds.map((row) => (row.kind === changed.kind ? changed : row)) });
        }}
      />
      <SelectField
        label={t('preferenze.ora')}
        hint={t('preferenze.oraAiuto')}
        empty={t('preferenze.oraPredefinita')}
        disabled={settings.address === null}
        options={hours}
        value={String(settings.digestHour)}
        onChange={(event) => {
          change({ digestHour: event.target.value === '' ? 8 : Number(event.target.value) });
        }}
      />
      <ChoiceField
        label={t('preferenze.giorni')}
        multiple
        disabled={settings.address === null}
        options={[{ value: 'lavorativi', label: t('preferenze.soloLavorativi') }]}
        value={settings.workingDaysOnly ? ['lavorativi'] : []}
        onChange={(value) => {
          change({ workingDaysOnly: value.length > 0 });
        }}
      />
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
      <div>
        <Button type="submit" look="primary" busy={request.busy}>
          {t('preferenze.salva')}
        </Button>
      </div>
    </Form>
  );
}

/** How the person wants to be told; the e-mails lead here (`#avvisi`). */
export function NoticeSettingsSection(): ReactElement {
  const { t } = useTranslation();
  const settings = useQuery(noticeSettingsQuery());
  const hash = useRouterState({ select: (state) => state.location.hash });
  useEffect(() => {
    if (hash === 'avvisi') focusWhenShown('avvisi');
  }, [hash]);
  return (
    <Section id="avvisi" title={t('preferenze.titolo')}>
      <Paragraph>{t('preferenze.testo')}</Paragraph>
      {settings.isPending && <Skeleton rows={6} />}
      {settings.error && <TroubleNotice trouble={troubleOf(settings.error)} onRetry={() => void settings.refetch()} />}
      {settings.data && <SettingsForm kept={settings.data} />}
    </Section>
  );
}
