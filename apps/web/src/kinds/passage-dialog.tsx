import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { type Request, useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Notice, TroubleNotice } from '../ui/feedback';
import { SelectField, TextArea } from '../ui/field';
import { PlainList, Stack } from '../ui/layout';
import { Plan } from './plan';
import { type KindDossier, type KindMigrationPlan, type KindVersion } from './queries';

const shortestMotivation = 20;

interface PassageProps {
  readonly code: string;
  readonly from: KindVersion;
  /** Versions it may pass to. */
  readonly others: readonly KindVersion[];
  /** One dossier; all running ones of the version where absent. */
  readonly dossier?: KindDossier | undefined;
  readonly onClose: () => void;
}

/** For each state that the new version does not have, the one that takes its place. */
function Places({
  states,
  to,
  mapping,
  onChange,
}: {
  states: KindVersion['states'];
  to: KindVersion;
  mapping: Readonly<Record<string, string>>;
  onChange: (mapping: Record<string, string>) => void;
}): ReactElement | null {
  const { t } = useTranslation();
  const gone = states.filter(({ code }) => !to.states.some((state) => state.code === code));
  if (gone.length === 0) return null;
  return (
    <Stack>
      <Notice tone="warning" title={t('tipi.statiMancanti', { count: gone.length })} />
      {gone.map(({ code, label }) => (
        <SelectField
          key={code}
          id={`stato-${code}`}
          label={t('tipi.alPostoDi', { stato: label })}
          empty={t('modulo.scegli')}
          options={to.states.map((state) => ({ value: state.code, label: state.label }))}
          value={mapping[code] ?? ''}
          onChange={(event) => {
            const rest = Object.fromEntries(Object.entries(mapping).filter(([key]) => key !== code));
            onChange(event.target.value === '' ? rest : { ...rest, [code]: event.target.value });
          }}
        />
      ))}
    </Stack>
  );
}

/** The passage of a dossier, or of all of a version, to another version: what it means is shown before it is done. */
export function PassageDialog({ code, from, others, dossier, onClose }: PassageProps): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [to, setTo] = useState(others.find(({ inForce }) => inForce) ?? others[0]);
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const [motivation, setMotivation] = useState('');
  const [tried, setTried] = useState(false);
  const [plan, setPlan] = useState<KindMigrationPlan | null>(null);
  const missing = motivation.trim().length < shortestMotivation;
  const forget = (): void => {
    setPlan(null);
    request.forget();
  };
  const look = async (): Promise<void> => {
    if (to === undefined || dossier === undefined) return;
    const outcome = await planOf(request, dossier.id, { to: to.version, mapping });
    if (outcome.ok) setPlan(outcome.data);
  };
  const confirm = async (): Promise<void> => {
    setTried(true);
    if (to === undefined) return;
    if (missing) {
      document.getElementById('motivazione')?.focus();
      return;
    }
    const asked = { to: to.version, mapping, motivation: motivation.trim() };
    const done =
      dossier === undefined ? await passAll(request, code, { from: from.version, ...asked }) : await passOne(request, dossier.id, asked);
    if (!done) return;
    void queryClient.invalidateQueries();
    announce(t(dossier === undefined ? 'tipi.passaggioAvviato' : 'tipi.passato', { versione: to.version }));
    onClose();
  };
  const ready = dossier === undefined || (plan !== null && plan.refusals.length === 0);
  return (
    <Dialog
      wide
      title={
        dossier === undefined ? t('tipi.passaTutti', { versione: from.version }) : t('tipi.passaUno', { codice: dossier.codiceAppalto })
      }
      onClose={onClose}
      actions={
        <>
          {ready ? (
            <Button look="primary" busy={request.busy} onClick={() => void confirm()}>
              {t('tipi.confermaPassaggio')}
            </Button>
          ) : (
            <Button look="primary" busy={request.busy} onClick={() => void look()}>
              {t('tipi.anteprima')}
            </Button>
          )}
          <Button onClick={onClose}>{t('azioni.annulla')}</Button>
        </>
      }
    >
      <Stack>
        <SelectField
          id="versione"
          label={t('tipi.nuovaVersione')}
          empty={t('modulo.scegli')}
          options={others.map(({ version, inForce }) => ({
            value: version,
            label: inForce ? t('tipi.versioneInVigore', { versione: version }) : version,
          }))}
          value={to?.version ?? ''}
          onChange={(event) => {
            setTo(others.find(({ version }) => version === event.target.value));
            setMapping({});
            forget();
          }}
        />
        {to && (
          <Places
            states={dossier === undefined ? from.states : from.states.filter((state) => state.code === dossier.state.code)}
            to={to}
            mapping={mapping}
            onChange={(next) => {
              setMapping(next);
              forget();
            }}
          />
        )}
        {dossier === undefined && <PassageOfAll />}
        {plan && <Plan plan={plan} />}
        {ready && (
          <TextArea
            id="motivazione"
            label={t('tipi.motivazione')}
            hint={t('tipi.motivazionePassaggio')}
            error={tried && missing ? t('fascicolo.motivazioneManca') : undefined}
            rows={3}
            maxLength={4000}
            value={motivation}
            onChange={(event) => {
              setMotivation(event.target.value);
            }}
          />
        )}
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </Dialog>
  );
}

function PassageOfAll(): ReactElement {
  const { t } = useTranslation();
  return (
    <Notice tone="info" title={t('tipi.passaTuttiTitolo')}>
      <PlainList>
        <li>{t('tipi.passaTuttiUno')}</li>
        <li>{t('tipi.passaTuttiDue')}</li>
        <li>{t('tipi.passaTuttiTre')}</li>
      </PlainList>
    </Notice>
  );
}

interface Asked {
  readonly to: string;
  readonly mapping: Record<string, string>;
  readonly motivation: string;
}

const planOf = (request: Request, dossierId: string, body: Omit<Asked, 'motivation'>) =>
  request.send(() => client.POST('/api/dossiers/{dossierId}/kind/plan', { params: { path: { dossierId } }, body }));

async function passOne(request: Request, dossierId: string, body: Asked): Promise<boolean> {
  return (await request.send(() => client.POST('/api/dossiers/{dossierId}/kind', { params: { path: { dossierId } }, body }))).ok;
}
async function passAll(request: Request, code: string, body: Asked & { from: string }): Promise<boolean> {
  return (await request.send(() => client.POST('/api/kinds/{code}/migrations', { params: { path: { code } }, body }))).ok;
}
