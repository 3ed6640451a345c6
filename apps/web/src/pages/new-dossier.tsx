import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouteContext } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client';
import { entiQuery, kindsQuery, queryClient } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { Button, ButtonLink } from '../ui/button';
import { ComboboxField } from '../ui/combobox';
import { TroubleNotice } from '../ui/feedback';
import { ChoiceField } from '../ui/choice-field';
import { TextArea } from '../ui/field';
import { Form } from '../ui/form';
import { NarrowPage } from '../ui/header';
import { Lead, Row, Stack } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';

const shortest = 10;
const longest = 400;

/** Opens a dossier with the three facts it needs; the rest is asked in the sheet, when it is needed. */
export function NewDossierPage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { session } = useRouteContext({ from: '/riservata' });
  const { data: kinds } = useQuery(kindsQuery());
  const { data: enti } = useQuery(entiQuery());
  const [oggetto, setOggetto] = useState('');
  const [kind, setKind] = useState('GARA');
  const [enteId, setEnteId] = useState<string | null>(null);
  const [errors, setErrors] = useState<{ oggetto?: string; ente?: string }>({});
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const choosesEnte = session.ente.id === session.sua.id;

  const submit = async (): Promise<void> => {
    const length = oggetto.trim().length;
    const found: typeof errors = {
      ...(length < shortest || length > longest ? { oggetto: t('nuovo.oggettoForma') } : {}),
      ...(choosesEnte && enteId === null ? { ente: t('nuovo.enteManca') } : {}),
    };
    setErrors(found);
    setTrouble(null);
    if (Object.keys(found).length > 0) {
      document.getElementById(found.oggetto === undefined ? 'ente' : 'oggetto')?.focus();
      return;
    }
    setBusy(true);
    try {
      const { data, error } = await client.POST('/api/dossiers', {
        body: { kind, oggetto: oggetto.trim(), ...(enteId === null ? {} : { enteId }) },
      });
      if (data === undefined) {
        setTrouble(troubleOf(error));
      } else {
        await queryClient.invalidateQueries({ queryKey: ['/api/dossiers'] });
        await navigate({ to: '/fascicoli/$dossierId', params: { dossierId: data.id } });
      }
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setBusy(false);
  };

  return (
    <NarrowPage>
      <Stack>
        <Breadcrumbs items={[{ label: t('navigazione.scrivania'), to: '/' }, { label: t('nuovo.titolo') }]} />
        <PageHeading windowTitle={t('nuovo.titolo')}>{t('nuovo.titolo')}</PageHeading>
        <Lead>{t('nuovo.testo')}</Lead>
        {trouble && <TroubleNotice trouble={trouble} />}
        <Form onSubmit={() => void submit()}>
          <TextArea
            id="oggetto"
            label={t('nuovo.oggetto')}
            hint={t('nuovo.oggettoAiuto')}
            error={errors.oggetto}
            rows={3}
            maxLength={longest}
            value={oggetto}
            onChange={(event) => {
              setOggetto(event.target.value);
            }}
          />
          <ChoiceField
            id="tipo"
            wide
            label={t('nuovo.tipo')}
            options={(kinds?.items ?? []).map((item) => ({ value: item.code, label: item.title }))}
            value={[kind]}
            onChange={([chosen]) => {
              if (chosen !== undefined) setKind(chosen);
            }}
          />
          {choosesEnte && (
            <ComboboxField
              id="ente"
              wide
              label={t('nuovo.ente')}
              hint={t('nuovo.enteAiuto')}
              error={errors.ente}
              options={(enti?.items ?? [])
                .filter((ente) => ente.id !== session.sua.id)
                .map((ente) => ({ value: ente.id, label: ente.denominazione }))}
              value={enteId}
              onChange={setEnteId}
            />
          )}
          <Row>
            <Button type="submit" look="primary" busy={busy}>
              {t('nuovo.apri')}
            </Button>
            <ButtonLink to="/">{t('azioni.annulla')}</ButtonLink>
          </Row>
        </Form>
      </Stack>
    </NarrowPage>
  );
}
