import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { parameterName, parameterUnit } from '@gare/domain/law/parameter-names';
import { type ParameterUnit } from '@gare/domain/law/parameters';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client';
import { troubleOf } from '../api/trouble';
import { dayAndTime } from '../format/dates';
import { focusWhenShown } from '../focus-when-shown';
import { type KeptForm, useKeptForm } from '../pages/kept-form';
import { useFieldProblems } from '../pages/field-problems';
import { useSession } from '../pages/may';
import { NotFoundPage } from '../pages/not-found';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { EmptyState, Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { Form } from '../ui/form';
import { Code, Muted, Row, Section, Stack, Strong, TargetHeading } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { type Column, Table } from '../ui/table';
import { WhyNot } from '../ui/why-not';
import { emptyProposal, proposalOf, type ProposalForm, valueInWords } from './parameter-values';
import { ToConfirm, Validity } from './parameters-page';
import { PreviewPanel } from './preview-panel';
import { ProposalFields, proposalPrefix } from './proposal-fields';
import { legalParametersQuery, type ParameterRow, type ParameterView } from './queries';

interface RowsProps {
  readonly rows: readonly ParameterRow[];
  readonly unit: ParameterUnit;
  /** Undefined where nothing may be taken back. */
  readonly onWithdraw: ((row: ParameterRow) => void) | undefined;
}

function Act({ row }: { readonly row: ParameterRow }): ReactElement {
  const { t } = useTranslation();
  const tell = (key: 'aggiunta' | 'ritirata', act: ParameterRow['added']): ReactElement | null =>
    act === null ? null : <p>{t(`parametri.${key}`, { chi: act.by, quando: dayAndTime(act.at), perche: act.motivation })}</p>;
  return (
    <>
      {row.added === null ? <Muted>{t('parametri.diVersione')}</Muted> : tell('aggiunta', row.added)}
      {tell('ritirata', row.withdrawn)}
    </>
  );
}

/** All rows of a parameter in time: a line for each, the one in force marked, those taken back still there. */
function RowsInTime({ rows, unit, onWithdraw }: RowsProps): ReactElement {
  const { t } = useTranslation();
  const state = (row: ParameterRow): ReactElement => {
    if (row.withdrawn !== null) return <Muted>{t('parametri.stato.ritirata')}</Muted>;
    return row.inForce ? <Strong>{t('parametri.stato.inVigore')}</Strong> : <Muted>{t('parametri.stato.altroTempo')}</Muted>;
  };
  const columns: readonly Column<ParameterRow>[] = [
    { key: 'periodo', title: t('parametri.inVigore'), main: true, cell: (row) => <Validity {...row} /> },
    { key: 'valore', title: t('parametri.valore'), numeric: true, cell: ({ value }) => valueInWords(value, unit) },
    { key: 'stato', title: t('parametri.statoRiga'), cell: state },
    { key: 'fonte', title: t('parametri.fonte'), cell: ({ cite }) => cite },
    { key: 'conferma', title: t('parametri.conferma'), cell: ({ confirmed }) => <ToConfirm confirmed={confirmed} /> },
    { key: 'chi', title: t('parametri.chi'), cell: (row) => <Act row={row} /> },
    ...(onWithdraw === undefined
      ? []
      : [
          {
            key: 'azioni',
            title: t('parametri.azioni'),
            cell: (row: ParameterRow) =>
              row.withdrawn === null ? (
                <Button
                  small
                  look="quiet"
                  aria-label={t('parametri.ritiraRiga', { dal: row.from })}
                  onClick={() => {
                    onWithdraw(row);
                  }}
                >
                  {t('parametri.ritira')}
                </Button>
              ) : (
                '–'
              ),
          },
        ]),
  ];
  const key = (row: ParameterRow): string => `${row.from} ${row.added?.at ?? ''} ${row.withdrawn?.at ?? ''}`;
  return <Table caption={t('parametri.nelTempo')} columns={columns} rows={rows} rowKey={key} />;
}

interface ProposalProps {
  readonly name: string;
  readonly form: KeptForm<ProposalForm>;
  readonly starts: readonly string[];
  readonly onPreview: (previewId: string) => void;
}

/** The row as it is proposed, and the way to what it changes. Nothing is entered here. */
function Proposal({ name, form, starts, onPreview }: ProposalProps): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const { values } = form;
  const missing = (given: string): string | undefined => (given.trim() === '' ? t('parametri.manca') : undefined);
  const own =
    values.action === 'RITIRO'
      ? { motivation: missing(values.motivation) }
      : {
          ...{ value: missing(values.value), from: missing(values.from), to: undefined, cite: missing(values.cite) },
          ...{ confirmed: missing(values.confirmed), motivation: missing(values.motivation) },
        };
  const problems = useFieldProblems(proposalPrefix, own, request.trouble);
  const send = async (): Promise<void> => {
    request.forget();
    if (!problems.check()) return;
    const outcome = await request.send(() => client.POST('/api/law/previews', { body: proposalOf(name, values, starts) }));
    if (outcome.ok) onPreview(outcome.data.id);
    else problems.focusRefused(outcome.trouble);
  };
  const withdrawing = values.action === 'RITIRO';
  return (
    <Form onSubmit={() => void send()}>
      <TargetHeading id="proposta">{withdrawing ? t('parametri.ritiro', { dal: values.from }) : t('parametri.nuovaRiga')}</TargetHeading>
      {problems.rest && <TroubleNotice trouble={problems.rest} />}
      <ProposalFields name={name} form={form} starts={starts} errorAt={problems.errorAt} />
      <Row>
        <Button type="submit" look="primary" busy={request.busy}>
          {t('parametri.guarda')}
        </Button>
        {withdrawing && (
          <Button
            onClick={() => {
              form.reset(emptyProposal);
            }}
          >
            {t('azioni.annulla')}
          </Button>
        )}
      </Row>
    </Form>
  );
}

function Parameter({
  name,
  view,
  mayWrite,
}: {
  readonly name: string;
  readonly view: ParameterView | undefined;
  readonly mayWrite: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const { anteprima } = useSearch({ from: '/riservata/amministrazione/parametri/$chiave' });
  const navigate = useNavigate({ from: '/amministrazione/parametri/$chiave' });
  const form = useKeptForm(`legge.${session.utente.id}.${name}`, emptyProposal);
  const [entered, setEntered] = useState(false);
  const rows = view?.rows ?? [];
  const starts = rows.flatMap(({ from, withdrawn }) => (withdrawn === null ? [from] : []));
  const show = (previewId: string | undefined): void => {
    void navigate({ search: previewId === undefined ? {} : { anteprima: previewId }, resetScroll: false });
  };
  const withdraw = ({ from }: ParameterRow): void => {
    form.set({ ...emptyProposal, action: 'RITIRO', from });
    show(undefined);
    focusWhenShown('proposta');
  };
  return (
    <>
      {entered && (
        <Notice tone="success" title={t('parametri.registrata')} live="status">
          <p>{t('parametri.registrataTesto')}</p>
        </Notice>
      )}
      <Section id="nel-tempo" title={t('parametri.nelTempo')}>
        {rows.length === 0 ? (
          <EmptyState title={t('parametri.ancoraNessuna')} />
        ) : (
          <RowsInTime rows={rows} unit={view?.unit ?? 'text'} onWithdraw={mayWrite ? withdraw : undefined} />
        )}
      </Section>
      {mayWrite && anteprima === undefined && (
        <Proposal
          name={name}
          form={form}
          starts={starts}
          onPreview={(id) => {
            setEntered(false);
            show(id);
          }}
        />
      )}
      {mayWrite && anteprima !== undefined && (
        <PreviewPanel
          key={anteprima}
          previewId={anteprima}
          onDone={() => {
            form.reset(emptyProposal);
            setEntered(true);
            show(undefined);
          }}
          onLeave={() => {
            show(undefined);
          }}
        />
      )}
    </>
  );
}

/** One parameter: its rows in time, and for the administrator of the Province a new row with what it changes. */
export function ParameterPage(): ReactElement {
  const { t } = useTranslation();
  const { chiave } = useParams({ from: '/riservata/amministrazione/parametri/$chiave' });
  const law = useQuery(legalParametersQuery());
  if (parameterUnit(chiave) === undefined) return <NotFoundPage />;
  const view = law.data?.groups.flatMap(({ parameters }) => parameters).find(({ key }) => key === chiave);
  const { name, group } = parameterName(chiave);
  return (
    <Stack gap="lg">
      <Breadcrumbs
        items={[
          { label: t('amministrazione.titolo'), to: '/amministrazione' },
          { label: t('parametri.titolo'), to: '/amministrazione/parametri' },
          { label: name },
        ]}
      />
      <div>
        <PageHeading windowTitle={name}>{name}</PageHeading>
        <p>
          {group} · <Code short>{chiave}</Code>
        </p>
      </div>
      {law.isPending && <Skeleton rows={6} />}
      {law.error && <TroubleNotice trouble={troubleOf(law.error)} retrying={law.isFetching} onRetry={() => void law.refetch()} />}
      {law.data && (
        <>
          {view !== undefined && view.waitsFor !== null && (
            <Notice tone="info" title={t('parametri.nonLettoTitolo')}>
              <p>{t('parametri.nonLettoTesto', { chi: view.waitsFor })}</p>
            </Notice>
          )}
          <Parameter key={chiave} name={chiave} view={view} mayWrite={law.data.mayWrite} />
          <WhyNot id="parametri-perche" summary={t('parametri.perche')} reason={law.data.whyNot} />
        </>
      )}
    </Stack>
  );
}
