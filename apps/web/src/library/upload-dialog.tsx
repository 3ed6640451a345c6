import { contractObjects, procedureTypes } from '@gare/domain/library/applies-to';
import { isPartName } from '@gare/domain/library/part-name';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { queryClient } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { uploadFile } from '../api/upload-file';
import { ChoiceField } from '../ui/choice-field';
import { DayField } from '../ui/day-field';
import { ConfirmDialog } from '../ui/dialog';
import { ProgressBar, TroubleNotice } from '../ui/feedback';
import { SelectField, TextField } from '../ui/field';
import { FileDrop } from '../ui/file-drop';
import { Paragraph, Stack } from '../ui/layout';
import { type LibraryTemplate, type LibraryTemplateDetail, templatesQuery } from './queries';

const empty = { code: '', title: '', version: '', owner: 'SUA', validFrom: '', validTo: '', legalBasis: '', procedures: '', objects: '' };
type Described = typeof empty;
const compulsory = ['code', 'title', 'version', 'validFrom'] as const;

interface Sending {
  readonly name: string;
  readonly percent: number;
}

/** A Word file and what it is: it becomes a draft, and the page of the draft says what to mend. */
export function UploadDialog({ templates, onClose }: { templates: readonly LibraryTemplate[]; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [described, setDescribed] = useState(empty);
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState<Sending | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const missing = compulsory.filter((key) => described[key].trim() === '');
  const send = async (): Promise<void> => {
    setTried(true);
    if (missing.length > 0 || file === null) {
      document.getElementById(missing[0] === undefined ? 'modello-file' : `modello-${missing[0]}`)?.focus();
      return;
    }
    setTrouble(null);
    setSending({ name: file.name, percent: 0 });
    try {
      const kind = templates.find(({ code }) => code === described.code.trim())?.kind ?? 'GARA';
      const query = new URLSearchParams({ ...described, code: described.code.trim(), kind });
      const draft = await uploadFile(`/api/templates?${query.toString()}`, file, (percent) => {
        setSending({ name: file.name, percent });
      });
      announce(t('modelli.caricato'));
      void queryClient.invalidateQueries({ queryKey: templatesQuery().queryKey });
      onClose();
      await navigate({ to: '/modelli/$templateId', params: { templateId: (draft as LibraryTemplateDetail).id } });
    } catch (error) {
      setTrouble(troubleOf(error));
      setSending(null);
    }
  };
  return (
    <ConfirmDialog
      wide
      title={t('modelli.carica')}
      onClose={onClose}
      confirm={t('modelli.invia')}
      busy={sending !== null}
      onConfirm={() => void send()}
    >
      <Stack>
        <Paragraph>{t('modelli.caricaTesto')}</Paragraph>
        {sending ? (
          <ProgressBar value={sending.percent} label={t('modelli.invio', { nome: sending.name })} />
        ) : (
          <FileDrop
            id="modello-file"
            label={t('modelli.scegliFile')}
            name={t('modelli.file')}
            hint={t('modelli.fileAiuto')}
            onFile={setFile}
          />
        )}
        {file && <p role="status">{t('modelli.fileScelto', { nome: file.name })}</p>}
        {tried && file === null && <p className="gi-field-error">{t('modelli.fileManca')}</p>}
        <Fields
          described={described}
          missing={tried ? missing : []}
          onChange={(change) => {
            setDescribed({ ...described, ...change });
          }}
        />
        {trouble && <TroubleNotice trouble={trouble} />}
      </Stack>
    </ConfirmDialog>
  );
}

function Fields({
  described,
  missing,
  onChange,
}: {
  described: Described;
  missing: readonly string[];
  onChange: (change: Partial<Described>) => void;
}): ReactElement {
  const { t } = useTranslation();
  const error = (key: keyof Described): string | undefined => (missing.includes(key) ? t('modelli.manca') : undefined);
  const text = (key: 'code' | 'title' | 'version' | 'legalBasis', label: string, hint?: string): ReactElement => (
    <TextField
      id={`modello-${key}`}
      label={label}
      hint={hint}
      error={error(key)}
      value={described[key]}
      onChange={(event) => {
        onChange({ [key]: event.target.value });
      }}
    />
  );
  const codes = (key: 'procedures' | 'objects', label: string, options: readonly { value: string; label: string }[]): ReactElement => (
    <ChoiceField
      multiple
      id={`modello-${key}`}
      label={label}
      hint={t('modelli.perAiuto')}
      options={options}
      value={described[key].split(',').filter((code) => code !== '')}
      onChange={(chosen) => {
        onChange({ [key]: chosen.join(',') });
      }}
    />
  );
  return (
    <>
      {text('code', t('modelli.codice'), t('modelli.codiceAiuto'))}
      {text('title', t('modelli.nomeTitolo'))}
      {!isPartName(described.code) &&
        codes(
          'procedures',
          t('modelli.perProcedure'),
          procedureTypes.map((value) => ({ value, label: t(`modelli.procedure.${value}`) })),
        )}
      {!isPartName(described.code) &&
        codes(
          'objects',
          t('modelli.perOggetti'),
          contractObjects.map((value) => ({ value, label: t(`modelli.oggetti.${value}`) })),
        )}
      {text('version', t('modelli.versione'), t('modelli.versioneAiuto'))}
      <SelectField
        id="modello-owner"
        label={t('modelli.di')}
        empty={t('modulo.scegli')}
        options={(['SUA', 'COMUNE'] as const).map((owner) => ({ value: owner, label: t(`modelli.proprietario.${owner}`) }))}
        value={described.owner}
        onChange={(event) => {
          onChange({ owner: event.target.value === '' ? 'SUA' : event.target.value });
        }}
      />
      <DayField
        id="modello-validFrom"
        label={t('modelli.daQuando')}
        error={error('validFrom')}
        value={described.validFrom}
        onChange={(validFrom) => {
          onChange({ validFrom });
        }}
      />
      <DayField
        id="modello-validTo"
        label={t('modelli.finoQuando')}
        hint={t('modelli.ultimoGiornoAiuto')}
        value={described.validTo}
        onChange={(validTo) => {
          onChange({ validTo });
        }}
      />
      {text('legalBasis', t('modelli.norme'), t('modelli.normeAiuto'))}
    </>
  );
}
