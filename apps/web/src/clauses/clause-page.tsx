import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { redlineOfTexts } from '@gare/domain/redline/redline';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { dayAndTime } from '../format/dates';
import { RedlineView } from '../redline/redline-view';
import { Button, ButtonLink } from '../ui/button';
import { Badge, EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { Disclosure, Facts, Muted, Paragraph, Row, Section, Stack } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { type Column, Table } from '../ui/table';
import { Period } from './clauses-page';
import { PublishDialog, WithdrawDialog } from './version-dialogs';
import { type Clause, clauseQuery, type ClauseVersion } from './queries';
import { ValidityLine } from './validity-line';
import { Wording } from './wording';

const idOf = ({ id, version }: ClauseVersion): string => id ?? version;

function Versions({ clause }: { clause: Clause }): ReactElement {
  const { t } = useTranslation();
  const [acting, setActing] = useState<{ version: ClauseVersion; act: 'pubblica' | 'ritira' } | null>(null);
  const mayManage = clause.whyNot === null;
  const columns: readonly Column<ClauseVersion>[] = [
    {
      key: 'versione',
      title: t('clausole.colonnaVersione'),
      main: true,
      cell: ({ version, origin, inForce }) => (
        <>
          {t('clausole.versione', { versione: version })} {inForce && <Badge tone="success">{t('clausole.inVigore')}</Badge>}
          <br />
          <Muted>{t(origin === 'RELEASE' ? 'clausole.delProdotto' : 'clausole.dellaProvincia')}</Muted>
        </>
      ),
    },
    { key: 'validita', title: t('clausole.validita'), cell: (version) => <Period {...version} /> },
    {
      key: 'stato',
      title: t('clausole.stato'),
      cell: ({ state, withdrawn }) => (
        <>
          {t(`clausole.stati.${state}`)}
          {withdrawn !== null && (
            <>
              <br />
              <Muted>{t('clausole.ritirataDa', { chi: withdrawn.by, quando: dayAndTime(withdrawn.at), motivo: withdrawn.reason })}</Muted>
            </>
          )}
        </>
      ),
    },
    {
      key: 'chi',
      title: t('clausole.chi'),
      cell: ({ by, at }) => (by === null || at === null ? '–' : `${by}, ${dayAndTime(at)}`),
    },
    ...(mayManage
      ? [
          {
            key: 'azioni',
            title: t('movimenti.azioni'),
            cell: (version: ClauseVersion) => (
              <Row>
                {version.state === 'BOZZA' && (
                  <Button
                    small
                    onClick={() => {
                      setActing({ version, act: 'pubblica' });
                    }}
                  >
                    {t('clausole.pubblica')}
                  </Button>
                )}
                {version.id !== null && version.state !== 'RITIRATA' && (
                  <Button
                    small
                    look="quiet"
                    aria-label={t('clausole.ritiraVersione', { versione: version.version })}
                    onClick={() => {
                      setActing({ version, act: 'ritira' });
                    }}
                  >
                    {t('clausole.ritira')}
                  </Button>
                )}
                {(version.id === null || version.state === 'RITIRATA') && <Muted>–</Muted>}
              </Row>
            ),
          },
        ]
      : []),
  ];
  const close = (): void => {
    setActing(null);
  };
  return (
    <Section id="versioni" title={t('clausole.versioni')}>
      <Stack>
        <ValidityLine versions={clause.versions} today={clause.today} />
        <Table caption={t('clausole.versioni')} columns={columns} rows={clause.versions} rowKey={(row) => `${row.origin} ${idOf(row)}`} />
      </Stack>
      {acting?.act === 'pubblica' && <PublishDialog clause={clause} version={acting.version} onClose={close} />}
      {acting?.act === 'ritira' && <WithdrawDialog clause={clause} version={acting.version} onClose={close} />}
    </Section>
  );
}

const wholeText = ({ content }: ClauseVersion): string => content.texts.map(({ title, text }) => `${title}\n${text.trim()}`).join('\n');

function Compared({ clause }: { clause: Clause }): ReactElement | null {
  const { t } = useTranslation();
  const [latest, ...others] = clause.versions;
  const [chosen, setChosen] = useState(others[0] === undefined ? '' : idOf(others[0]));
  const before = others.find((version) => idOf(version) === chosen);
  if (latest === undefined || others.length === 0) return null;
  return (
    <Section id="confronto" title={t('clausole.confronta')}>
      <Stack>
        <SelectField
          id="confronta-con"
          label={t('clausole.confrontaCon', { versione: latest.version })}
          empty={t('modulo.scegli')}
          options={others.map((version) => ({ value: idOf(version), label: t('clausole.versione', { versione: version.version }) }))}
          value={chosen}
          onChange={(event) => {
            setChosen(event.target.value);
          }}
        />
        {before !== undefined && (
          <RedlineView
            label={t('clausole.confrontoDi', { prima: before.version, dopo: latest.version })}
            redline={redlineOfTexts(wholeText(before), wholeText(latest))}
          />
        )}
      </Stack>
    </Section>
  );
}

function Texts({ clause }: { clause: Clause }): ReactElement {
  const { t } = useTranslation();
  const shown = clause.versions.find(({ inForce }) => inForce) ?? clause.versions[0];
  if (shown === undefined) return <EmptyState title={t('clausole.senzaTesto')} />;
  return (
    <Section id="testi" title={t('clausole.testi')}>
      <Stack>
        {shown.content.texts.map(({ form, title, text }, index) => {
          const place = clause.places.find((one) => one.form === form);
          return (
            <Disclosure key={form} summary={`${place?.name ?? clause.code}: ${title}`} open={index === 0}>
              <Paragraph>
                {place === undefined || !place.included || place.documents.length === 0
                  ? t('clausole.nessunPosto', { nome: place?.name ?? clause.code })
                  : t('clausole.vaIn', { documenti: place.documents.map(({ code, title: named }) => `${named} (${code})`).join(', ') })}
              </Paragraph>
              <Wording text={text} />
            </Disclosure>
          );
        })}
        {shown.content.alternatives.map(({ key, title, note, texts }) => (
          <Disclosure key={key} summary={t('clausole.alternativa', { titolo: title })}>
            {note !== '' && <Paragraph>{note}</Paragraph>}
            {texts.map(({ form, text }) => (
              <Wording key={form} text={text} />
            ))}
          </Disclosure>
        ))}
      </Stack>
    </Section>
  );
}

/** One clause: when it is there, where it goes, its texts, and all its versions in time. */
export function ClausePage(): ReactElement {
  const { t } = useTranslation();
  const { code } = useParams({ from: '/riservata/modelli/clausole/$code' });
  const reading = useQuery(clauseQuery(code));
  if (reading.isPending) return <Skeleton rows={12} />;
  if (reading.error)
    return <TroubleNotice trouble={troubleOf(reading.error)} retrying={reading.isFetching} onRetry={() => void reading.refetch()} />;
  const clause = reading.data;
  const { counters } = clause;
  return (
    <Stack gap="lg">
      <Breadcrumbs items={[{ label: t('clausole.titolo'), to: '/modelli/clausole' }, { label: code }]} />
      <Row align="between">
        <Row align="baseline">
          <PageHeading windowTitle={`${code} ${clause.title}`}>
            {code} {clause.title}
          </PageHeading>
          {clause.protected && (
            <Badge tone="info" icon="it-locked">
              {t('clausole.protetta')}
            </Badge>
          )}
        </Row>
        {clause.whyNot === null && (
          <ButtonLink look="primary" to="/modelli/clausole/$code/modifica" params={{ code }}>
            {t('clausole.nuovaVersione')}
          </ButtonLink>
        )}
      </Row>
      <Facts
        items={[
          [t('clausole.quando'), clause.conditionInWords],
          [t('clausole.norme'), clause.legalBasis.map(({ act, articles }) => `${act}, ${articles.join(', ')}`).join('; ')],
          [t('clausole.cura'), t(`clausole.curatori.${clause.owner}`)],
          [t('clausole.documenti'), clause.documents.map(({ code: document, title }) => `${title} (${document})`).join(', ')],
          [
            t('clausole.uso'),
            t('clausole.usoDi', { fascicoli: counters.dossiers, scostamenti: counters.deviations, verifiche: counters.failingChecks }),
          ],
        ]}
      />
      <Texts clause={clause} />
      <Versions clause={clause} />
      <Compared clause={clause} />
      {clause.whyNot !== null && <Muted>{clause.whyNot}</Muted>}
    </Stack>
  );
}
