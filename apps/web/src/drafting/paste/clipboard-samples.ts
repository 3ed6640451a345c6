/** What office programs put on the clipboard, for the tests of pasting: written after the form these programs use, with words of a tender. */

const wordMarker = (marker: string, font = '7.0pt "Times New Roman"'): string =>
  `<![if !supportLists]><span style='mso-fareast-font-family:Calibri'><span style='mso-list:Ignore'>${marker}<span style='font:${font}'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>`;

/** Word 365 for Windows. */
export const wordTender = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Word.Document><meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Users/rossi/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!--
 /* Font Definitions */ @font-face {font-family:Wingdings; panose-1:5 0 0 0 0 0 0 0 0 0;}
 p.MsoNormal, li.MsoNormal, div.MsoNormal {mso-style-unhide:no; margin:0cm; font-size:11.0pt;}
 p.MsoListBullet, li.MsoListBullet, div.MsoListBullet {mso-style-priority:99; margin-left:18.0pt; mso-list:l3 level1 lfo4; font-size:11.0pt;}
 p.MsoListBullet2, li.MsoListBullet2 {margin-left:32.15pt; mso-list:l2 level2 lfo5;}
 @list l0 {mso-list-id:541789; mso-list-type:hybrid; mso-list-template-ids:-1;} @list l0:level1 {mso-level-number-format:alpha-lower; mso-level-text:"%1\)";}
 ol {margin-bottom:0cm;} ul {margin-bottom:0cm;} --></style>
<!--[if gte mso 10]><style> table.MsoNormalTable {mso-style-name:"Tabella normale";} </style><![endif]--></head>
<body lang=IT style='tab-interval:35.4pt;word-wrap:break-word'><!--StartFragment-->
<h1 style='margin-left:21.6pt;text-indent:-21.6pt;mso-list:l1 level1 lfo2'><a name="_Toc153"></a>${wordMarker('5.')}<b><span style='mso-bidi-font-size:12.0pt'>Requisiti di partecipazione<o:p></o:p></span></b></h1>
<p class=MsoNormal style='text-align:justify'>Gli operatori devono possedere i<span style='mso-spacerun:yes'>  </span>requisiti
dell’art. 100 <del cite="mailto:Anna%20Bianchi" datetime="2026-11-20T09:00">comma 1</del> <ins cite="mailto:Anna%20Bianchi" datetime="2026-11-20T09:00">del Codice</ins>.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference><span style='font-size:11.0pt;line-height:107%'>[1]</span></span><![endif]></span></span></a><span class=MsoCommentReference><span style='font-size:8.0pt'><![if !supportAnnotations]><a class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[AB1]</a><![endif]><span style='mso-special-character:comment'>&nbsp;<![if !supportAnnotations]></span><![endif]></span></span><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>${wordMarker('a)')}iscrizione alla Camera di commercio;<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>${wordMarker('b)')}fatturato globale:<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:l0 level2 lfo1'>${wordMarker('1.')}dell’ultimo triennio;<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='margin-left:108.0pt;text-indent:-9.0pt;mso-list:l0 level3 lfo1'>${wordMarker('§', '7.0pt Wingdings')}al netto dell’IVA;<o:p></o:p></p>
<p class=MsoNormal>Il fatturato si prova con i bilanci.<!--[if gte vml 1]><v:shape id="Immagine_x0020_1" o:spid="_x0000_i1025"><v:imagedata src="file:///C:/clip_image001.png"/></v:shape><![endif]--><![if !vml]><img width=120 height=40 src="https://altrove.example/logo.png" v:shapes="Immagine_x0020_1"><![endif]><o:p></o:p></p>
<p class=MsoListBullet>${wordMarker('·', '7.0pt Symbol')}con lo stile dell’elenco;<o:p></o:p></p>
<p class=MsoListBullet2>${wordMarker('o')}e un livello più dentro.<o:p></o:p></p>
<p class=MsoNormal>a)<span style='mso-tab-count:1'>          </span><b>cauzione</b> provvisoria;<o:p></o:p></p>
<p class=MsoNormal>b)<span style='mso-tab-count:1'>          </span>polizza.<o:p></o:p></p>
<p class=MsoNormal><br clear=all style='mso-special-character:line-break;page-break-before:always'>Sono ammesse anche miste.</p>
<p class=MsoNormal>c)<span style='mso-tab-count:1'>          </span>da sola non è un elenco.<o:p></o:p></p>
<w:Sdt SdtGroup="t" ID="12345"><p class=MsoNormal><w:Sdt CheckBox="t" CheckBoxIsChecked="f" CheckBoxValueUnchecked="☐" ID="-77"><span style='font-family:"MS Gothic"'>☐</span></w:Sdt> servizi analoghi<o:p></o:p></p></w:Sdt>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none;mso-border-alt:solid windowtext .5pt;mso-yfti-tbllook:1184'>
 <tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'><td width=200 valign=top style='width:150.2pt;border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt'><p class=MsoNormal>Lotto<o:p></o:p></p></td><td width=200><p class=MsoNormal>Importo<o:p></o:p></p></td><td><p class=MsoNormal>Note<o:p></o:p></p></td></tr>
 <tr style='mso-yfti-irow:1'><td rowspan=2 valign=top><p class=MsoNormal>1<o:p></o:p></p></td><td><p class=MsoNormal>€ 10<o:p></o:p></p></td></tr>
 <tr style='mso-yfti-irow:2;mso-yfti-lastrow:yes'><td><p class=MsoNormal>€ 20<o:p></o:p></p></td><td><p class=MsoNormal>urgente<o:p></o:p></p></td></tr>
</table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<!--EndFragment-->
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]></span></span></a> Decreto legislativo 36/2023.<o:p></o:p></p></div></div>
<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff align=left size=1 width="33%"><![endif]><div style='mso-element:comment'><p class=MsoCommentText>Verificare il comma.</p></div></div>
</body></html>`;

/** Word in the browser. */
export const wordOnline = `<html><body><!--StartFragment--><div class="OutlineElement Ltr SCXW1 BCX0"><p class="Paragraph SCXW1" xml:lang="IT-IT" style="font-weight:normal;vertical-align:baseline"><span data-contrast="auto" class="TextRun SCXW1"><span class="NormalTextRun SCXW1">Allegati alla domanda:</span></span><span class="EOP SCXW1" data-ccp-props="{&quot;201341983&quot;:0}">&nbsp;</span></p></div>
<div class="ListContainerWrapper SCXW1"><ol class="NumberListStyle1 SCXW1" role="list" start="1"><li data-leveltext="%1." data-font="" data-listid="2" data-aria-posinset="1" data-aria-level="1" role="listitem" class="OutlineElement"><p class="Paragraph"><span class="TextRun"><span class="NormalTextRun">dichiarazioni;</span></span><span class="EOP">&nbsp;</span></p></li></ol></div>
<div class="ListContainerWrapper SCXW1"><ol class="NumberListStyle2 SCXW1" role="list" start="1" style="list-style-type:lower-alpha"><li data-leveltext="%2)" data-listid="2" data-aria-level="2" role="listitem"><p class="Paragraph"><span class="TextRun">del titolare;</span><span class="EOP">&nbsp;</span></p></li></ol></div>
<div class="ListContainerWrapper SCXW1"><ul class="BulletListStyle3 SCXW1" role="list"><li data-leveltext="" data-font="Wingdings" data-aria-level="3" role="listitem"><p class="Paragraph"><span class="TextRun">dei soci.</span><span class="EOP">&nbsp;</span></p></li></ul></div><!--EndFragment--></body></html>`;

export const libreOfficeTender = `<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><meta name="generator" content="LibreOffice 24.2.7.2 (Linux)"/>
<style type="text/css">@page { size: 21cm 29.7cm; margin: 2cm } p { line-height: 115%; background: transparent } a.sdfootnoteanc { font-size: 57% }</style></head><body lang="it-IT" link="#000080"><h1 class="western">Art. 7 Garanzie</h1>
<ol><li><p style="line-height: 100%; margin-bottom: 0cm">garanzia provvisoria<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>;</p></li><ol type="a"><li><p style="line-height: 100%">in contanti;</p></li></ol><li><p>garanzia definitiva.</p></li></ol>
<p><img src="file:///tmp/lu123.tmp/lu456.png" name="Immagine1" align="left" hspace="1" width="70" height="70"/><br clear="left"/></p>
<table width="643" cellpadding="7" cellspacing="0"><col width="307"/><col width="306"/><thead><tr valign="top"><td width="307" style="border: 1px solid #000000; padding: 0.1cm"><p><b>Voce</b></p></td><td><p><b>%</b></p></td></tr></thead><tbody><tr valign="top"><td><p>Provvisoria</p></td><td sdval="2" sdnum="1040;"><p>2</p></td></tr></tbody></table>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> Art. 106.</p></div></body></html>`;

export const googleNested = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-2"><h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-weight:400">Lotti</span></h2>
<ol style="margin-top:0;margin-bottom:0;padding-inline-start:48px;"><li dir="ltr" style="list-style-type:lower-alpha;font-size:11pt" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400">primo lotto</span></p></li><ol style="margin-top:0"><li dir="ltr" style="list-style-type:decimal" aria-level="2"><p dir="ltr" role="presentation"><span>prestazione principale</span></p></li></ol><li dir="ltr" style="list-style-type:lower-alpha" aria-level="1"><p dir="ltr" role="presentation"><span>secondo lotto</span></p></li></ol>
<p dir="ltr"><span>Fine.</span><span style="border:none;display:inline-block;overflow:hidden;width:10px"><img src="https://lh7.altrove.example/img" width="10" height="10"></span></p><br class="Apple-interchange-newline"></b>`;
