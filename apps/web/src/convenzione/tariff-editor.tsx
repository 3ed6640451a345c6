import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { type KeptForm, useKeptForm } from '../pages/kept-form';
import { useSession } from '../pages/may';
import { ResumedNotice } from '../pages/resumed-notice';
import { type Request, useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { ErrorSummary, type FieldProblem } from '../ui/error-summary';
import { EmptyState } from '../ui/feedback';
import { Paragraph, Row, Section, Stack } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { amendmentBody, AmendmentFields, type AmendmentValues, emptyAmendment, missingAmendment } from './amendment-fields';
import { FeeCalculator } from './fee-calculator';
import { type Tariffs, tariffsQuery } from './queries';
import { TariffFields } from './tariff-fields';
import { emptyTariff, readTariffs, tariffControl, type TypedTariff, typedTariff } from './tariff-values';

interface Draft {
  readonly tariffe: readonly TypedTariff[];
  readonly atto: AmendmentValues;
}

interface Editing {
  readonly form: KeptForm<Draft>;
  readonly request: Request;
  readonly attempt: number;
  readonly problems: readonly FieldProblem[];
  readonly read: ReturnType<typeof readTariffs>;
  readonly missing: readonly (keyof AmendmentValues)[];
  readonly save: () => Promise<void>;
}

function useTariffs(dossierId: string, saved: Tariffs): Editing {
  const { t } = useTranslation();
  const { utente } = useSession();
  const form = useKeptForm<Draft>(`tariffa.${utente.id}.${dossierId}`, { tariffe: saved.tariffe.map(typedTariff), atto: emptyAmendment });
  const request = useRequest();
  const [attempt, setAttempt] = useState(0);
  const { tariffe, atto } = form.values;
  const read = readTariffs(tariffe, { number: t('tariffa.numeroManca'), day: t('tariffa.dalManca') });
  const amends = saved.change.modo === 'MODIFICA';
  const lacking = amends ? missingAmendment(atto) : [];
  const save = async (): Promise<void> => {
    setAttempt(attempt + 1);
    request.forget();
    if (read.problems.length > 0 || lacking.length > 0) return;
    const outcome = await request.send(() =>
      client.PATCH('/api/convenzioni/{dossierId}/tariffs', {
        params: { path: { dossierId } },
        body: {
          baseRevision: saved.revision,
          tariffe: read.tariffs.filter((one) => one !== null).map((one) => ({ ...one })),
          ...(amends ? amendmentBody(atto) : {}),
        },
      }),
    );
    if (!outcome.ok) return;
    queryClient.setQueryData(tariffsQuery(dossierId).queryKey, outcome.data);
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== '/api/convenzioni/{dossierId}/tariffs' });
    form.reset({ tariffe: outcome.data.tariffe.map(typedTariff), atto: emptyAmendment });
    setAttempt(0);
    announce(t('tariffa.salvata'));
  };
  return {
    form,
    request,
    attempt,
    read,
    save,
    missing: attempt === 0 ? [] : lacking,
    problems:
      attempt === 0
        ? []
        : [
            ...read.problems.map((problem) => ({ id: tariffControl(problem.tariff, problem.control), message: problem.message })),
            ...lacking.map((key) => ({ id: `atto-${key}`, message: t(`condizioni.manca.${key}`) })),
          ],
  };
}

/** Price lists with their bands: gaps and overlaps are said while they are written, with the rules of the server. */
export function TariffEditor({ dossierId, saved }: { dossierId: string; saved: Tariffs }): ReactElement {
  const { t } = useTranslation();
  const { form, request, attempt, problems, read, missing, save } = useTariffs(dossierId, saved);
  const { tariffe, atto } = form.values;
  const writable = saved.change.modo !== 'NESSUNO';
  const setAt = (index: number, part: Partial<TypedTariff>): void => {
    form.set({ tariffe: tariffe.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  };
  return (
    <Section id="tariffa" title={t('tariffa.titolo')}>
      <Stack>
        <Paragraph>{t('tariffa.testo')}</Paragraph>
        <WhyNot id="tariffa-perche" summary={t('tariffa.perche')} reason={writable ? null : saved.change.whyNot} />
        <ResumedNotice form={form} />
        <ErrorSummary trouble={problems.length > 0 ? null : request.trouble} problems={problems} attempt={attempt} />
        {tariffe.length === 0 && <EmptyState title={t('tariffa.nessuna')} />}
        {tariffe.map((tariff, index) => (
          <TariffFields
            key={tariff.key}
            tariff={tariff}
            index={index}
            writable={writable}
            problems={read.problems.filter((problem) => problem.tariff === index)}
            onChange={(part) => {
              setAt(index, part);
            }}
            onRemove={() => {
              form.set({ tariffe: tariffe.filter((_, at) => at !== index) });
            }}
          />
        ))}
        {writable && (
          <div>
            <Button
              icon="it-plus-circle"
              onClick={() => {
                form.set({ tariffe: [...tariffe, emptyTariff()] });
              }}
            >
              {t('tariffa.aggiungi')}
            </Button>
          </div>
        )}
        {saved.change.modo === 'MODIFICA' && form.changed && (
          <AmendmentFields
            values={atto}
            missing={missing}
            onChange={(part) => {
              form.set({ atto: { ...atto, ...part } });
            }}
          />
        )}
        {writable && (
          <Row>
            <Button
              look="primary"
              busy={request.busy}
              aria-disabled={!form.changed}
              aria-describedby="tariffa-niente"
              onClick={() => void save()}
            >
              {t('tariffa.salva')}
            </Button>
            {!form.changed && <span id="tariffa-niente">{t('matrice.niente')}</span>}
            {form.changed && (
              <Button
                onClick={() => {
                  form.reset();
                }}
              >
                {t('matrice.annulla')}
              </Button>
            )}
          </Row>
        )}
        <FeeCalculator tariffs={read.tariffs} />
      </Stack>
    </Section>
  );
}
