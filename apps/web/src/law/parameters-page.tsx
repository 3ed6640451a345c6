import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { shortDay } from '../format/dates';
import { SearchBox } from '../pages/search-box';
import { changedSearch, type ParametersSearch } from '../search-params';
import { Button, TextLink } from '../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { ChoiceField } from '../ui/choice-field';
import { Lead, Muted, Section, Stack, Strong } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { type Column, Table } from '../ui/table';
import { WhyNot } from '../ui/why-not';
import { FeastForm } from './feast-form';
import { type LegalParameters, legalParametersQuery, type ParameterView } from './queries';
import { valueInWords } from './parameter-values';

const folded = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

function wanted(groups: LegalParameters['groups'], { testo = '', mostra }: ParametersSearch): LegalParameters['groups'] {
  const words = folded(testo.trim());
  return groups
    .map(({ name, parameters }) => ({
      name,
      parameters: parameters.filter(
        ({ name: title, key, now }) =>
          folded(`${name} ${title} ${key} ${now?.cite ?? ''}`).includes(words) && (mostra === undefined || now?.confirmed === false),
      ),
    }))
    .filter(({ parameters }) => parameters.length > 0);
}

/** From which day to which a row counts, in a few words. */
export function Validity({ from, to }: { readonly from: string; readonly to: string | null }): ReactElement {
  const { t } = useTranslation();
  return <>{to === null ? t('parametri.dal', { dal: shortDay(from) }) : t('parametri.dalAl', { dal: shortDay(from), al: shortDay(to) })}</>;
}

/** Whether a lawyer still has to confirm the value. */
export function ToConfirm({ confirmed }: { readonly confirmed: boolean }): ReactElement {
  const { t } = useTranslation();
  return confirmed ? <Muted>{t('parametri.confermato')}</Muted> : <Strong>{t('parametri.daConfermare')}</Strong>;
}

function GroupTable({ name, parameters }: LegalParameters['groups'][number]): ReactElement {
  const { t } = useTranslation();
  const none = <Muted>{t('parametri.nessunValore')}</Muted>;
  const columns: readonly Column<ParameterView>[] = [
    {
      key: 'nome',
      title: t('parametri.parametro'),
      main: true,
      cell: ({ key, name: title, waitsFor }) => (
        <>
          <TextLink to="/amministrazione/parametri/$chiave" params={{ chiave: key }}>
            {title}
          </TextLink>
          {waitsFor !== null && (
            <p>
              <Muted>{t('parametri.nonLetto')}</Muted>
            </p>
          )}
        </>
      ),
    },
    {
      key: 'valore',
      title: t('parametri.oggi'),
      numeric: true,
      cell: ({ now, unit }) => (now === null ? none : valueInWords(now.value, unit)),
    },
    { key: 'periodo', title: t('parametri.inVigore'), cell: ({ now }) => (now === null ? '–' : <Validity {...now} />) },
    { key: 'fonte', title: t('parametri.fonte'), cell: ({ now }) => now?.cite ?? '–' },
    { key: 'conferma', title: t('parametri.conferma'), cell: ({ now }) => (now === null ? '–' : <ToConfirm confirmed={now.confirmed} />) },
  ];
  return <Table caption={name} columns={columns} rows={parameters} rowKey={({ key }) => key} />;
}

/** Parametri di legge: what each figure is today, from when, on which source, and what a lawyer still has to confirm. */
export function ParametersPage(): ReactElement {
  const { t } = useTranslation();
  const search = useSearch({ from: '/riservata/amministrazione/parametri' });
  const navigate = useNavigate({ from: '/amministrazione/parametri' });
  const law = useQuery(legalParametersQuery());
  const change = (part: { [K in keyof ParametersSearch]?: ParametersSearch[K] | undefined }): void => {
    void navigate({ search: changedSearch<ParametersSearch>(search, part), replace: true, resetScroll: false });
  };
  const groups = law.data === undefined ? [] : wanted(law.data.groups, search);
  const count = groups.reduce((sum, { parameters }) => sum + parameters.length, 0);
  return (
    <Stack>
      <Breadcrumbs items={[{ label: t('amministrazione.titolo'), to: '/amministrazione' }, { label: t('parametri.titolo') }]} />
      <PageHeading windowTitle={t('parametri.titolo')}>{t('parametri.titolo')}</PageHeading>
      <Lead>{t('parametri.testo')}</Lead>
      <SearchBox
        label={t('parametri.cerca')}
        value={search.testo}
        onSearch={(testo) => {
          change({ testo });
        }}
      >
        <ChoiceField
          inline
          multiple
          label={t('parametri.mostra')}
          options={[{ value: 'da-confermare', label: t('parametri.soloDaConfermare') }]}
          value={search.mostra === undefined ? [] : [search.mostra]}
          onChange={(value) => {
            change({ mostra: value.length > 0 ? 'da-confermare' : undefined });
          }}
        />
      </SearchBox>
      <p role="status">{law.data === undefined ? '\u00a0' : t('parametri.trovati', { count })}</p>
      {law.isPending && <Skeleton rows={10} />}
      {law.error && <TroubleNotice trouble={troubleOf(law.error)} retrying={law.isFetching} onRetry={() => void law.refetch()} />}
      {law.data !== undefined && count === 0 && (
        <EmptyState title={t('parametri.nessunoFiltri')}>
          <Button
            onClick={() => {
              change({ testo: undefined, mostra: undefined });
            }}
          >
            {t('scrivania.azzera')}
          </Button>
        </EmptyState>
      )}
      {law.data && <WhyNot id="parametri-perche" summary={t('parametri.perche')} reason={law.data.whyNot} />}
      {groups.map((group, position) => (
        <Section key={group.name} id={`gruppo-${position}`} title={group.name}>
          <GroupTable {...group} />
        </Section>
      ))}
      {law.data?.mayWrite === true && <FeastForm />}
    </Stack>
  );
}
