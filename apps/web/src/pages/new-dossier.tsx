import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client';
import { entiQuery, kindsQuery, queryClient } from '../api/queries';
import { Button, ButtonLink, TextLink } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { ComboboxField } from '../ui/combobox';
import { TroubleNotice } from '../ui/feedback';
import { FieldGrid, FieldGroup } from '../ui/field-group';
import { SelectField, TextArea, TextField } from '../ui/field';
import { Form } from '../ui/form';
import { NarrowPage } from '../ui/header';
import { Lead, Row, Stack } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { WhyNot } from '../ui/why-not';
import { CoverageNotice, coverageRefusal } from './coverage-notice';
import { type KeptForm, useKeptForm } from './kept-form';
import { useMay, useSession } from './may';
import {
  contractTypes,
  emptyDossier,
  isTender,
  longest,
  type NewDossierValues,
  plannedContract,
  type WrongField,
  wrongFields,
} from './new-dossier-values';
import { ResumedNotice } from './resumed-notice';
import { useRequest } from './use-request';

interface PartProps {
  readonly form: KeptForm<NewDossierValues>;
  readonly errorOf: (field: WrongField) => string | undefined;
}

/** Optional: told at once, the convenzione answers at once. */
function ContractFields({ form, errorOf }: PartProps): ReactElement {
  const { t } = useTranslation();
  const { values, set } = form;
  return (
    <FieldGroup level="group" id="contratto-gruppo" legend={t('nuovo.contratto')} hint={t('nuovo.contrattoAiuto')}>
      <FieldGrid>
        <SelectField
          id="contratto"
          label={t('nuovo.contrattoTipo')}
          empty={t('nuovo.nonAncora')}
          error={errorOf('contratto')}
          options={contractTypes.map((value) => ({ value, label: t(`nuovo.tipi.${value}`) }))}
          value={values.tipo}
          onChange={(event) => {
            set({ tipo: event.target.value });
          }}
        />
        <TextField
          id="importo"
          numeric
          inputMode="decimal"
          label={t('nuovo.importo')}
          unit="€"
          error={errorOf('importo')}
          value={values.importo}
          onChange={(event) => {
            set({ importo: event.target.value });
          }}
        />
        {values.tipo === 'concession' && (
          <ChoiceField
            id="concessione"
            inline
            wide
            label={t('nuovo.concessione')}
            error={errorOf('concessione')}
            options={(['works', 'services'] as const).map((value) => ({ value, label: t(`nuovo.tipi.${value}`) }))}
            value={values.oggettoConcessione === '' ? [] : [values.oggettoConcessione]}
            onChange={([chosen]) => {
              set({ oggettoConcessione: chosen ?? '' });
            }}
          />
        )}
      </FieldGrid>
    </FieldGroup>
  );
}

function MainFields({ form, errorOf, choosesEnte }: PartProps & { choosesEnte: boolean }): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const { data: kinds } = useQuery(kindsQuery());
  const { data: enti } = useQuery(entiQuery());
  const { values, set } = form;
  const offered = (kinds?.items ?? []).filter(({ code }) => code !== 'CONVENZIONE_ADESIONE');
  return (
    <>
      <TextArea
        id="oggetto"
        label={t('nuovo.oggetto')}
        hint={t('nuovo.oggettoAiuto')}
        error={errorOf('oggetto')}
        rows={3}
        maxLength={longest}
        value={values.oggetto}
        onChange={(event) => {
          set({ oggetto: event.target.value });
        }}
      />
      {offered.length > 1 && (
        <ChoiceField
          id="tipo"
          wide
          label={t('nuovo.tipo')}
          options={offered.map((item) => ({ value: item.code, label: item.title }))}
          value={[values.kind]}
          onChange={([chosen]) => {
            if (chosen !== undefined) set({ kind: chosen });
          }}
        />
      )}
      {choosesEnte && (
        <ComboboxField
          id="ente"
          wide
          label={t('nuovo.ente')}
          hint={t('nuovo.enteAiuto')}
          error={errorOf('ente')}
          options={(enti?.items ?? [])
            .filter((ente) => ente.id !== session.sua.id)
            .map((ente) => ({ value: ente.id, label: ente.denominazione }))}
          value={values.enteId}
          onChange={(enteId) => {
            set({ enteId });
          }}
        />
      )}
    </>
  );
}

const messages = {
  oggetto: 'nuovo.oggettoForma',
  ente: 'nuovo.enteManca',
  contratto: 'nuovo.contrattoManca',
  concessione: 'nuovo.concessioneManca',
  importo: 'nuovo.importoManca',
} as const satisfies Record<WrongField, string>;

/** Opens a dossier with the few facts it needs; the rest is asked in the sheet, when it is needed. */
export function NewDossierPage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const mayCreate = useMay('dossier.create', session.ente.id);
  const [empty] = useState(emptyDossier);
  const form = useKeptForm(`fascicolo.${session.utente.id}.nuovo`, empty);
  const request = useRequest();
  const [tried, setTried] = useState(false);
  const choosesEnte = session.ente.id === session.sua.id;
  const wrong = wrongFields(form.values, choosesEnte);
  const errorOf = (field: WrongField): string | undefined => {
    const found = tried ? wrong[field] : undefined;
    return found === true ? t(messages[field]) : found;
  };

  const submit = async (): Promise<void> => {
    setTried(true);
    request.forget();
    const [first] = Object.keys(wrong);
    if (first !== undefined) {
      document.getElementById(first)?.focus();
      return;
    }
    const { values } = form;
    const contratto = plannedContract(values);
    const question = isTender(values) ? values.domanda.trim() : '';
    const outcome = await request.send(() =>
      client.POST('/api/dossiers', {
        body: {
          clientId: values.clientId,
          kind: values.kind,
          oggetto: values.oggetto.trim(),
          ...(choosesEnte && values.enteId !== null ? { enteId: values.enteId } : {}),
          ...(contratto === undefined ? {} : { contratto }),
          ...(question === '' ? {} : { question }),
        },
      }),
    );
    if (!outcome.ok) return;
    form.reset();
    await queryClient.invalidateQueries({ queryKey: ['/api/dossiers'] });
    const to = question === '' ? '/fascicoli/$dossierId' : '/fascicoli/$dossierId/richieste';
    await navigate({ to, params: { dossierId: outcome.data.id } });
  };

  const parts = { form, errorOf };
  const { trouble } = request;
  return (
    <NarrowPage>
      <Stack>
        <Breadcrumbs
          items={[
            { label: t('navigazione.scrivania'), to: '/' },
            { label: t('nuovo.titolo'), to: '/fascicoli/nuovo' },
            { label: t('nuovo.breveTitolo') },
          ]}
        />
        <PageHeading windowTitle={t('nuovo.breveTitolo')}>{t('nuovo.breveTitolo')}</PageHeading>
        <Lead>{t('nuovo.testo')}</Lead>
        <p>
          <TextLink to="/fascicoli/nuovo">{t('nuovo.guidato')}</TextLink>
        </p>
        {trouble && (coverageRefusal(trouble) === null ? <TroubleNotice trouble={trouble} /> : <CoverageNotice trouble={trouble} />)}
        <ResumedNotice form={form} />
        <Form onSubmit={() => void submit()}>
          <MainFields {...parts} choosesEnte={choosesEnte} />
          {isTender(form.values) && (
            <TextArea
              id="domanda"
              label={t('nuovo.domanda')}
              hint={t('nuovo.domandaAiuto')}
              rows={3}
              maxLength={8000}
              value={form.values.domanda}
              onChange={(event) => {
                form.set({ domanda: event.target.value });
              }}
            />
          )}
          {isTender(form.values) && <ContractFields {...parts} />}
          <Row>
            <Button
              type="submit"
              look="primary"
              busy={request.busy}
              aria-disabled={!mayCreate.allowed}
              aria-describedby={mayCreate.allowed ? undefined : 'nuovo-perche'}
            >
              {t('nuovo.apri')}
            </Button>
            <ButtonLink to="/">{t('azioni.annulla')}</ButtonLink>
          </Row>
          <WhyNot id="nuovo-perche" reason={mayCreate.reason} />
        </Form>
      </Stack>
    </NarrowPage>
  );
}
