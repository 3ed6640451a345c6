import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client';
import { troubleOf } from '../api/trouble';
import { useFieldProblems } from '../pages/field-problems';
import { useKeptForm } from '../pages/kept-form';
import { useSession } from '../pages/may';
import { ResumedNotice } from '../pages/resumed-notice';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { DayField } from '../ui/day-field';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { SelectField, TextArea } from '../ui/field';
import { Form } from '../ui/form';
import { Box, Row, Stack, Subtitle } from '../ui/layout';
import { AskedPoints, type AskedPoint } from './asked-points';
import { type Requests, type Suggestions, suggestionsQuery } from './queries';

interface FormProps {
  readonly dossierId: string;
  /** Requests that were answered: one of them may be taken up again. */
  readonly answered: Requests['richieste'];
  readonly onClose: () => void;
  readonly onKept: (kept: Requests) => void;
}

interface Values {
  readonly testo: string;
  readonly entro: string;
  readonly riprende: string;
  readonly punti: readonly AskedPoint[];
  readonly clientId: string;
}

const shortest = 20;

function Fields({ dossierId, answered, suggestions, onClose, onKept }: FormProps & { suggestions: Suggestions }): ReactElement {
  const { t } = useTranslation();
  const { utente } = useSession();
  const request = useRequest();
  const proposed = suggestions.punti.map(({ tipo, oggetto, testo, perche }, at) => ({ key: `p${at}`, tipo, oggetto, testo, perche }));
  const form = useKeptForm<Values>(`richiesta.${utente.id}.${dossierId}`, {
    ...{ testo: '', riprende: '', entro: suggestions.entro?.giorno ?? '', punti: proposed, clientId: crypto.randomUUID() },
  });
  const { testo, entro, riprende, punti, clientId } = form.values;
  const problems = useFieldProblems(
    'chiedi',
    {
      testo: testo.trim().length < shortest ? t('richieste.nuova.testoManca') : undefined,
      punti: punti.length === 0 ? t('richieste.nuova.puntiMancano') : undefined,
      entro: entro === '' ? t('richieste.proroga.giornoManca') : undefined,
    },
    request.trouble,
  );
  const send = async (): Promise<void> => {
    if (!problems.check()) return;
    form.set({ clientId });
    const outcome = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/requests', {
        params: { path: { dossierId } },
        body: {
          ...{ clientId, testo: testo.trim(), entro, riprende: riprende === '' ? null : riprende },
          punti: punti.map(({ tipo, oggetto, testo: words }) => ({ tipo, oggetto, testo: words.trim() })),
        },
      }),
    );
    if (!outcome.ok) {
      problems.focusRefused(outcome.trouble);
      return;
    }
    form.reset();
    onKept(outcome.data);
  };
  return (
    <Form onSubmit={() => void send()}>
      <ResumedNotice form={form} />
      {answered.length > 0 && (
        <SelectField
          id="chiedi-riprende"
          label={t('richieste.nuova.riprende')}
          hint={t('richieste.nuova.riprendeAiuto')}
          empty={t('richieste.nuova.riprendeNessuna')}
          options={answered.map(({ id, giro }) => ({ value: id, label: t('richieste.integrazioni.numero', { numero: giro }) }))}
          value={riprende}
          onChange={(event) => {
            form.set({ riprende: event.target.value });
          }}
        />
      )}
      <TextArea
        id="chiedi-testo"
        label={t('richieste.nuova.testo')}
        hint={t('richieste.nuova.testoAiuto')}
        error={problems.errorAt('testo')}
        rows={4}
        maxLength={4000}
        value={testo}
        onChange={(event) => {
          form.set({ testo: event.target.value });
        }}
      />
      <AskedPoints
        points={punti}
        suggestions={suggestions}
        error={problems.errorAt('punti')}
        errorAt={(at) => request.trouble?.issues.find(({ path }) => path === `punti/${at}` || path.startsWith(`punti/${at}/`))?.message}
        onChange={(next) => {
          form.set({ punti: next });
        }}
      />
      <DayField
        id="chiedi-entro"
        label={t('richieste.nuova.entro')}
        hint={
          suggestions.entro === null
            ? t('richieste.nuova.entroIgnoto')
            : t('richieste.nuova.entroAiuto', { count: suggestions.entro.giorni, fonte: suggestions.entro.fonte })
        }
        error={problems.errorAt('entro')}
        value={entro}
        onChange={(value) => {
          form.set({ entro: value });
        }}
      />
      {problems.rest && <TroubleNotice trouble={problems.rest} />}
      <Row>
        <Button type="submit" look="primary" busy={request.busy}>
          {t('richieste.nuova.invia')}
        </Button>
        <Button onClick={onClose}>{t('azioni.annulla')}</Button>
      </Row>
    </Form>
  );
}

/** Asks the comune for what is missing, beginning from what the dossier itself says is. */
export function RequestForm(props: FormProps): ReactElement {
  const { t } = useTranslation();
  const suggestions = useQuery({ ...suggestionsQuery(props.dossierId), staleTime: Infinity });
  return (
    <Box>
      <Stack>
        <Subtitle>{t('richieste.nuova.titolo')}</Subtitle>
        {suggestions.isPending && <Skeleton rows={4} />}
        {suggestions.error && (
          <TroubleNotice
            trouble={troubleOf(suggestions.error)}
            retrying={suggestions.isFetching}
            onRetry={() => void suggestions.refetch()}
          />
        )}
        {suggestions.data && <Fields {...props} suggestions={suggestions.data} />}
      </Stack>
    </Box>
  );
}
