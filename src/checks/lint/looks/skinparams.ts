import type { LintedDrawing } from '../rule.ts';
import { type DrawnLine, drawnLines } from './lines.ts';

/** A setting of PlantUML: `skinparam componentBorderColor red`, or a line inside of `skinparam component { … }`. */
export interface Skinparam {
  /** In full, with what stands around the braces, as written. */
  readonly name: string;
  readonly nameAt: number;
  /** What of the name stands in this line. */
  readonly written: string;
  readonly value: string;
  readonly valueAt: number;
  readonly line: DrawnLine;
}

export function skinparamsOf(drawing: LintedDrawing): Skinparam[] {
  if (drawing.language !== 'plantuml') return [];
  const found: Skinparam[] = [];
  const around: string[] = [];
  for (const line of drawnLines(drawing)) {
    const opening =
      around.length === 0 ? /^([\s>]*(?:skinparam|skin)\s+)/i.exec(line.text) : /^([\s>]*)/.exec(line.text);
    if (!opening) continue;
    const start = opening[0].length;
    const rest = line.text.slice(start);
    if (around.length > 0 && /^\}/.test(rest)) {
      around.pop();
      continue;
    }
    const match = /^([\w.]+(?:<<[^<>]*>>)?[\w.]*)?(\s*)(.*)$/.exec(rest);
    if (!match) continue;
    const [, name = '', space = '', value = ''] = match;
    if (/\{\s*\}?\s*$/.test(value)) {
      // What is built of `$variables` cannot be known, and neither can what stands in it.
      if (!/\}\s*$/.test(value))
        around.push(name === '' && !value.startsWith('{') && !value.startsWith('<<') ? '?' : name);
      continue;
    }
    if (name === '' || value === '' || around.includes('?')) continue;
    found.push({
      name: [...around, name].join(''),
      nameAt: start,
      written: name,
      value: value.trimEnd(),
      valueAt: start + name.length + space.length,
      line,
    });
  }
  return found;
}

/** A name as PlantUML looks it up: without case, dots, underlines and stereotypes. */
export function plainSkinparam(name: string): string {
  return name
    .replace(/<<[^<>]*>>/g, '')
    .replace(/[._]/g, '')
    .toLowerCase();
}

/** What settings can be made for (as of PlantUML 1.2025, by its language reference and its own themes) … */
const elements = (
  'action activity activitybar activitydiamond actor agent archimate arrow artifact boundary box business businessactor ' +
  'businessusecase card circledcharacter circledcharactera class classattribute classstereotype cloud collections component composite ' +
  'concise control database diagram diamond entity enum file folder footer frame gantt generic group header hexagon ' +
  'hyperlink icon iconpackage iconprivate iconprotected iconpublic interface label legend lifeline map mindmap ' +
  'mindmapnode node note object objectattribute objectstereotype package page participant participantstereotype ' +
  'partition person process queue rectangle robust sequence sequenceactor sequencearrow sequencebox sequencebody sequencedelay ' +
  'sequencedivider sequencegroup sequencegroupbody sequencegroupheader sequencelifeline sequencelifelinestereotype sequenceparticipant sequencenewpageseparator ' +
  'sequencereference sequencereferenceheader sequencestereotype sequencetitle sequencemessage sequencenumber sequenceboxline spot stack ' +
  'state stateattribute stateborder statestart stateend statebar storage stereotype stereotypea stereotypec stereotypee stereotypei ' +
  'stereotypen swimlane swimlanetitle timing title usecase usecasestereotype wbs caption member attribute activitystart activityend activityborder default monospaced defaultmonospaced network nwdiag salt json yaml board tree portin portout rnote hnote participantclickable'
).split(' ');

/** … what can be set for each … */
const properties = (
  'align alignment arrowcolor arrowfontcolor arrowfontname arrowfontsize arrowfontstyle arrowheadcolor arrowlollipopcolor ' +
  'arrowthickness arrowstyle attributefontcolor attributefontname attributefontsize attributefontstyle attributeiconsize ' +
  'background backgroundcolor barcolor bordercolor borderstyle borderthickness color collapsestereotypes cornersize ' +
  'diagonalcorner dividercolor dividerthickness endcolor fontcolor fontname fontsize fontstyle headercolor ' +
  'headerbackgroundcolor headerfontcolor headerfontname headerfontsize headerfontstyle hoverpathcolor linecolor ' +
  'linethickness lollipopcolor maxwidth minwidth margin messagealign messagealignment messagetextalignment padding radius ' +
  'roundcorner shadowing startcolor stereotypefontcolor stereotypefontname stereotypefontsize stereotypefontstyle stereotypealignment stereotypeposition ' +
  'style textalignment thickness titlefontcolor titlefontname titlefontsize titlefontstyle titlealignment titleborderthickness underline wrapwidth width ' +
  'wraptitlewidth bodybackgroundcolor diamondbackgroundcolor diamondbordercolor participant strategy'
).split(' ');

/** … and what is set for everything. */
const singles = (
  'actorstyle flashcode layout aspectratio backgroundcolor bordercolor boxpadding classattributeiconsize componentstyle conditionendstyle ' +
  'conditionstyle defaultfontcolor defaultfontname defaultfontsize defaultfontstyle defaultmonospacedfontname ' +
  'defaulttextalignment diagonalcorner diagrambordercolor diagramborderthickness dpi fixcirclelabeloverlapping ' +
  'fontcolor fontname fontsize fontstyle genericdisplay groupinheritance guillemet handwritten hyperlinkcolor hyperlinkunderline ' +
  'iconprivatebackgroundcolor iconpackagebackgroundcolor iconprotectedbackgroundcolor iconpublicbackgroundcolor ' +
  'lengthadjust lifelinestrategy linetype maxasciimessagelength maxmessagesize minclasswidth monochrome nodesep ' +
  'noteshadowing notetextalignment packagestyle packagetitlealignment padding pageborderColor pageexternalcolor ' +
  'pagemargin participantpadding pathhovercolor ranksep responsemessagebelowarrow roundcorner sameclasswidth ' +
  'sequencegroupheader sequencemessagealign sequencemessagetextalign sequenceparticipant shadowing statemessagealignment statemessagealign stereotypeposition style ' +
  'svek svgdimensionstyle svglinktarget swimlanewidth swimlanewraptitlewidth tabsize titleborderroundcorner topurl usebetastyle ' +
  'wrapmessagewidth wrapwidth colorarrowseparationspace arrowmessagealignment bottomurl linkstyle sequenceactorstyle activityshape preservespectratio preserveaspectratio strictuml visibility svgtitle nbthread tooltip fastlayout wrap'
)
  .toLowerCase()
  .split(' ');

/** Tens of thousands, put together when the first is asked for. */
let known: ReadonlySet<string> | undefined;

function knownSkinparams(): ReadonlySet<string> {
  known ??= new Set([...singles, ...elements.flatMap((element) => properties.map((property) => element + property))]);
  return known;
}

/** By first letters, for suggestions among few. */
let byStart: Map<string, string[]> | undefined;

export function isSkinparam(name: string): boolean {
  return knownSkinparams().has(plainSkinparam(name));
}

/** Names that begin with the same two letters. */
export function skinparamsLike(name: string): readonly string[] {
  if (!byStart) {
    byStart = new Map();
    for (const each of knownSkinparams()) {
      const start = each.slice(0, 2);
      const others = byStart.get(start);
      if (others) others.push(each);
      else byStart.set(start, [each]);
    }
  }
  return byStart.get(plainSkinparam(name).slice(0, 2)) ?? [];
}
