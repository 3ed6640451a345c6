import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { dayAndTime } from '../format/dates';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { Notice, StatusText, TroubleNotice } from '../ui/feedback';
import { Code, Disclosure, Facts, Muted, PlainList, Row, Section, Stack } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { Place } from './place';
import { type ConvenzioneDetail, takeConvenzione } from './queries';
import { ReopenTextDialog } from './reopen-text-dialog';
import { fieldName } from './sheet-field';
import { SignatureDialog } from './signature-dialog';

function Findings({ convenzione }: { convenzione: ConvenzioneDetail }): ReactElement | null {
  const { t } = useTranslation();
  const issues = [...convenzione.contentIssues, ...convenzione.actFindings.map(({ field, reason }) => ({ path: field, message: reason }))];
  if (issues.length === 0) return null;
  return (
    <Disclosure summary={t('convenzioni.daSistemare', { count: issues.length })} open={convenzione.actFindings.length > 0}>
      <PlainList label={t('convenzioni.daSistemare', { count: issues.length })}>
        {issues.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <StatusText tone="danger" icon="it-error">
              <Place dossierId={convenzione.id} path={path} documentCode={null}>
                {fieldName(path)}: {message}
              </Place>
            </StatusText>
          </li>
        ))}
      </PlainList>
    </Disclosure>
  );
}

function Signatures({ convenzione }: { convenzione: ConvenzioneDetail }): ReactElement {
  const { t } = useTranslation();
  const [signing, setSigning] = useState(false);
  const { raccolte, mancanti, registra } = convenzione.firme;
  const nameOf = (enteId: string): string => (enteId === convenzione.ente.id ? convenzione.ente.denominazione : t('convenzioni.provincia'));
  return (
    <Stack gap="sm">
      {raccolte.length > 0 && (
        <Facts
          items={raccolte.map((one) => [
            nameOf(one.enteId),
            t('convenzioni.firmaDi', {
              chi: one.firmatario,
              quando: dayAndTime(one.alle),
              formato: one.formato === 'PADES' ? 'PAdES' : 'CAdES',
            }),
          ])}
        />
      )}
      {mancanti.length > 0 && (
        <Muted>{t('convenzioni.firmeMancanti', { enti: mancanti.map(({ denominazione }) => denominazione).join(', ') })}</Muted>
      )}
      {registra.allowed ? (
        <div>
          <Button
            onClick={() => {
              setSigning(true);
            }}
          >
            {t('convenzioni.registraFirma')}
          </Button>
        </div>
      ) : (
        <WhyNot id="firma-perche" summary={t('convenzioni.percheFirma')} reason={registra.whyNot} />
      )}
      {signing && (
        <SignatureDialog
          convenzione={convenzione}
          onClose={() => {
            setSigning(false);
          }}
        />
      )}
    </Stack>
  );
}

/** The text both councils approve: what is missing in it, whether it is fixed, who has signed it. */
export function TextSection({ convenzione }: { convenzione: ConvenzioneDetail }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [reopening, setReopening] = useState(false);
  const { testo } = convenzione;
  const fix = async (): Promise<void> => {
    const outcome = await request.send(() =>
      client.POST('/api/convenzioni/{dossierId}/text', { params: { path: { dossierId: convenzione.id } }, body: { azione: 'FISSA' } }),
    );
    if (!outcome.ok) return;
    takeConvenzione(outcome.data);
    announce(t('convenzioni.testoFissato'));
  };
  return (
    <Section id="testo" title={t('convenzioni.testoFirme')}>
      <Stack gap="sm">
        {testo.hash === null ? (
          <StatusText tone="muted" icon="it-info-circle">
            {t('convenzioni.testoAperto')}
          </StatusText>
        ) : (
          <>
            <StatusText tone="success" icon="it-locked">
              {testo.fissatoIl === null
                ? t('convenzioni.testoChiuso')
                : t('convenzioni.testoChiusoIl', { quando: dayAndTime(testo.fissatoIl) })}
            </StatusText>
            <Facts items={[[t('convenzioni.impronta'), <Code key="impronta">{testo.hash}</Code>]]} />
          </>
        )}
        <Findings convenzione={convenzione} />
        <Row>
          {testo.fissa.allowed && (
            <Button busy={request.busy} icon="it-locked" onClick={() => void fix()}>
              {t('convenzioni.fissa')}
            </Button>
          )}
          {testo.riapri.allowed && (
            <Button
              onClick={() => {
                setReopening(true);
              }}
            >
              {t('convenzioni.riapri')}
            </Button>
          )}
        </Row>
        {testo.hash === null && !testo.fissa.allowed && (
          <WhyNot id="fissa-perche" summary={t('convenzioni.percheFissa')} reason={testo.fissa.whyNot} />
        )}
        {testo.hash !== null && !testo.riapri.allowed && (
          <WhyNot id="riapri-perche" summary={t('convenzioni.percheRiapri')} reason={testo.riapri.whyNot} />
        )}
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
        {(testo.hash !== null || convenzione.firme.raccolte.length > 0) && <Signatures convenzione={convenzione} />}
        {convenzione.renewal.periods.length > 1 && (
          <Notice tone="info" title={t('convenzioni.periodi')}>
            <ul>
              {convenzione.renewal.periods.map(({ dal, al, delibere, current }) => (
                <li key={dal}>
                  {t('enti.dalAl', { dal, al })}
                  {delibere !== null && `, ${delibere}`}
                  {current && ` (${t('convenzioni.periodoOra')})`}
                </li>
              ))}
            </ul>
          </Notice>
        )}
      </Stack>
      {reopening && (
        <ReopenTextDialog
          dossierId={convenzione.id}
          onClose={() => {
            setReopening(false);
          }}
        />
      )}
    </Section>
  );
}
