import { type ReactElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { shortDay } from '../format/dates';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { DayField } from '../ui/day-field';
import { ConfirmDialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { ChoiceField } from '../ui/choice-field';
import { TextArea } from '../ui/field';
import { Paragraph, Row, Stack } from '../ui/layout';
import { type LibraryTemplateDetail } from './queries';

export const shortestReason = 10;

type Act = 'publish' | 'end' | 'retire';

/** What the Province may do with a version of its own. */
export function LifecycleActions({ template }: { template: LibraryTemplateDetail }): ReactElement {
  const { t } = useTranslation();
  const [act, setAct] = useState<Act | null>(null);
  const open = (next: Act) => (): void => {
    setAct(next);
  };
  const close = (): void => {
    setAct(null);
  };
  return (
    <Row>
      {template.state === 'BOZZA' && (
        <Button look="primary" onClick={open('publish')}>
          {t('modelli.pubblica')}
        </Button>
      )}
      {template.state === 'PUBBLICATO' && <Button onClick={open('end')}>{t('modelli.termina')}</Button>}
      {template.state !== 'RITIRATO' && (
        <Button look="danger" onClick={open('retire')}>
          {t('modelli.ritira')}
        </Button>
      )}
      {act === 'publish' && <PublishDialog template={template} onClose={close} />}
      {act === 'end' && <EndDialog template={template} onClose={close} />}
      {act === 'retire' && <RetireDialog template={template} onClose={close} />}
    </Row>
  );
}

interface ActProps {
  readonly template: LibraryTemplateDetail;
  readonly onClose: () => void;
}

function ActDialog({
  title,
  confirm,
  request,
  onConfirm,
  onClose,
  children,
}: {
  title: string;
  confirm: string;
  request: ReturnType<typeof useRequest>;
  onConfirm: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}): ReactElement {
  return (
    <ConfirmDialog title={title} onClose={onClose} confirm={confirm} busy={request.busy} onConfirm={() => void onConfirm()}>
      <Stack>
        {children}
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </ConfirmDialog>
  );
}

function done(sentence: string, onClose: () => void): void {
  void queryClient.invalidateQueries({ queryKey: ['/api/templates'] });
  announce(sentence);
  onClose();
}

function PublishDialog({ template, onClose }: ActProps): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [endPrevious, setEndPrevious] = useState(true);
  const { id: templateId, version, validFrom } = template;
  const publish = async (): Promise<void> => {
    const params = { path: { templateId } };
    const outcome = await request.send(() => client.POST('/api/templates/{templateId}/publication', { params, body: { endPrevious } }));
    if (outcome.ok) done(t('modelli.pubblicato', { versione: version }), onClose);
  };
  return (
    <ActDialog
      title={t('modelli.pubblicaTitolo', { versione: version })}
      confirm={t('modelli.pubblica')}
      request={request}
      onConfirm={publish}
      onClose={onClose}
    >
      <Paragraph>{t('modelli.pubblicaTesto', { giorno: shortDay(validFrom) })}</Paragraph>
      <ChoiceField
        id="chiudi-precedente"
        label={t('modelli.precedente')}
        multiple
        options={[{ value: 'SI', label: t('modelli.chiudiPrecedente') }]}
        value={endPrevious ? ['SI'] : []}
        onChange={(chosen) => {
          setEndPrevious(chosen.includes('SI'));
        }}
      />
    </ActDialog>
  );
}

function EndDialog({ template, onClose }: ActProps): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [day, setDay] = useState(template.validTo ?? '');
  const end = async (): Promise<void> => {
    const params = { path: { templateId: template.id } };
    const body = { validTo: day === '' ? null : day };
    const outcome = await request.send(() => client.POST('/api/templates/{templateId}/end', { params, body }));
    if (outcome.ok) done(t('modelli.salvato'), onClose);
  };
  return (
    <ActDialog title={t('modelli.termina')} confirm={t('modelli.salva')} request={request} onConfirm={end} onClose={onClose}>
      <DayField id="ultimo-giorno" label={t('modelli.ultimoGiorno')} hint={t('modelli.ultimoGiornoAiuto')} value={day} onChange={setDay} />
    </ActDialog>
  );
}

function RetireDialog({ template, onClose }: ActProps): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim().length < shortestReason;
  const retire = async (): Promise<void> => {
    setTried(true);
    if (missing) {
      document.getElementById('motivo-ritiro')?.focus();
      return;
    }
    const params = { path: { templateId: template.id } };
    const outcome = await request.send(() =>
      client.POST('/api/templates/{templateId}/withdrawal', { params, body: { reason: reason.trim() } }),
    );
    if (outcome.ok) done(t('modelli.ritirato', { versione: template.version }), onClose);
  };
  return (
    <ActDialog
      title={t('modelli.ritiraTitolo', { versione: template.version })}
      confirm={t('modelli.ritira')}
      request={request}
      onConfirm={retire}
      onClose={onClose}
    >
      <Paragraph>{t('modelli.ritiraTesto')}</Paragraph>
      <TextArea
        id="motivo-ritiro"
        label={t('modelli.motivo')}
        hint={t('modelli.motivoAiuto')}
        error={tried && missing ? t('modelli.motivoManca') : undefined}
        rows={3}
        value={reason}
        onChange={(event) => {
          setReason(event.target.value);
        }}
      />
    </ActDialog>
  );
}
