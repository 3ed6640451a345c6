import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { focusWhenShown } from '../focus-when-shown';
import { fileSize } from '../format/numbers';
import { type TextFile, readTextFile } from '../format/text-file';
import { Button, ButtonLink } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { Notice, StatusText, TroubleNotice } from '../ui/feedback';
import { TextField } from '../ui/field';
import { FileDrop } from '../ui/file-drop';
import { Form } from '../ui/form';
import { Lead, Muted, Row, Stack } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { WhyNot } from '../ui/why-not';
import { type ImportOutcome, ImportResult } from './import-result';
import { useMayRegister } from './may';
import { useRequest } from './use-request';

const sources = ['comuni', 'ipa', 'ausa'] as const;
const longestText = 3_500_000;

/** What the person has chosen so far and what is wrong with it. */
function useImport(): {
  readonly source: (typeof sources)[number];
  readonly setSource: (value: string | undefined) => void;
  readonly file: TextFile | null;
  readonly take: (file: File) => void;
  readonly fileWrong: string | undefined;
} {
  const { t } = useTranslation();
  const [source, setSource] = useState<(typeof sources)[number]>('comuni');
  const [file, setFile] = useState<TextFile | null>(null);
  const [fileWrong, setFileWrong] = useState<string>();
  const take = async (chosen: File): Promise<void> => {
    setFileWrong(undefined);
    setFile(null);
    try {
      const read = await readTextFile(chosen);
      if (read.text.length > longestText)
        setFileWrong(t('importazione.troppoGrande', { nome: chosen.name, dimensione: fileSize(chosen.size) }));
      else if (read.text.trim() === '') setFileWrong(t('importazione.vuoto', { nome: chosen.name }));
      else setFile(read);
    } catch {
      setFileWrong(t('importazione.nonLetto', { nome: chosen.name }));
    }
  };
  return {
    source,
    setSource: (value) => {
      setSource(sources.find((entry) => entry === value) ?? 'comuni');
    },
    file,
    take: (chosen) => void take(chosen),
    fileWrong,
  };
}

function ChosenFile({ file }: { file: TextFile }): ReactElement {
  const { t } = useTranslation();
  return (
    <StatusText tone="success" icon="it-check-circle">
      {t('importazione.scelto', { nome: file.name, righe: file.lines, dimensione: fileSize(file.bytes) })}{' '}
      <Muted>{t('importazione.intestazione', { colonne: file.header })}</Muted>
    </StatusText>
  );
}

/** Takes in the list of comuni, the IPA index or the AUSA register: right rows go in, wrong ones are told one by one. */
export function ImportEntiPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMayRegister();
  const chosen = useImport();
  const { source, file } = chosen;
  const [provincia, setProvincia] = useState('');
  const [tried, setTried] = useState(false);
  const [outcome, setOutcome] = useState<(ImportOutcome & { readonly fileName: string }) | null>(null);
  const request = useRequest();
  const provinciaWrong = provincia !== '' && !/^\d{3}$/.test(provincia) ? t('importazione.provinciaForma') : undefined;
  const fileWrong = chosen.fileWrong ?? (tried && file === null ? t('importazione.fileManca') : undefined);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (file === null || provinciaWrong !== undefined) {
      document.getElementById(file === null ? 'importa-file' : 'importa-provincia')?.focus();
      return;
    }
    setOutcome(null);
    const answer = await request.send(() =>
      client.POST('/api/enti/imports', {
        body: { source, text: file.text, ...(source === 'comuni' && provincia !== '' ? { provincia } : {}) },
      }),
    );
    if (!answer.ok) return;
    setOutcome({ ...answer.data, fileName: file.name });
    void queryClient.invalidateQueries({ queryKey: ['/api/enti'] });
    void queryClient.invalidateQueries({ queryKey: ['/api/enti/{enteId}'] });
    announce(t('importazione.fatta', { nuovi: answer.data.created, scartate: answer.data.refusedRows }));
    focusWhenShown('esito-importazione');
  };
  return (
    <Stack>
      <Breadcrumbs items={[{ label: t('navigazione.enti'), to: '/enti' }, { label: t('importazione.titolo') }]} />
      <PageHeading windowTitle={t('importazione.titolo')}>{t('importazione.titolo')}</PageHeading>
      <Lead>{t('importazione.testo')}</Lead>
      {outcome && <ImportResult outcome={outcome} fileName={outcome.fileName} />}
      <Form onSubmit={() => void submit()}>
        <ChoiceField
          id="importa-fonte"
          label={t('importazione.fonte')}
          options={sources.map((value) => ({ value, label: t(`importazione.fonti.${value}`) }))}
          value={[source]}
          note={t(`importazione.colonne.${source}`)}
          onChange={([value]) => {
            chosen.setSource(value);
          }}
        />
        {source === 'comuni' && (
          <TextField
            id="importa-provincia"
            label={t('importazione.provincia')}
            hint={t('importazione.provinciaAiuto')}
            error={tried ? provinciaWrong : undefined}
            inputMode="numeric"
            maxLength={3}
            monospace
            value={provincia}
            onChange={(event) => {
              setProvincia(event.target.value.trim());
            }}
          />
        )}
        <Stack gap="sm">
          <FileDrop
            id="importa-file"
            label={t(file === null ? 'importazione.scegli' : 'importazione.scegliAltro')}
            name=""
            hint={t('documenti.trascina')}
            onFile={chosen.take}
          />
          {file && <ChosenFile file={file} />}
          {fileWrong !== undefined && <Notice tone="danger" title={fileWrong} live="alert" />}
        </Stack>
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
        <Row>
          <Button
            type="submit"
            look="primary"
            icon="it-upload"
            busy={request.busy}
            aria-disabled={!may.allowed}
            aria-describedby={may.allowed ? undefined : 'importa-perche'}
          >
            {t(request.busy ? 'importazione.inCorso' : 'importazione.importa')}
          </Button>
          <ButtonLink to="/enti">{t('importazione.torna')}</ButtonLink>
        </Row>
        <WhyNot id="importa-perche" reason={may.reason} />
      </Form>
    </Stack>
  );
}
