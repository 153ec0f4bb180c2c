/** What `--help` of the catalogue says beyond the list of options. */

export const overview = `
Examples
  asdrawn patterns list --domain finance
  asdrawn patterns recommend retry a flaky service
  asdrawn patterns show circuit-breaker
  asdrawn patterns add circuit-breaker docs --rename Client=web

asdrawn patterns <command> --help tells more of each.`.trim();

export const list = `
Filters
  A pattern has to meet all that are given. --difficulty takes a number (5), a
  range (1..4), or low (1..4), medium (5..7), high (8..10).

Exit status
  0  listed
  2  usage: there is no such use case, domain or level
  3  no pattern is like that

Examples
  asdrawn patterns list
  asdrawn patterns list --difficulty 1..5 --performance high
  asdrawn patterns list --use-case reliability -f json`.trim();

export const show = `
Formats
  pretty (the default) tells everything and shows the drawing; mermaid and
  plantuml print the drawing alone; json has all of it.

Exit status
  0  shown
  2  usage: there is no such pattern

Examples
  asdrawn patterns show saga
  asdrawn patterns show saga --format plantuml > saga.puml`.trim();

export const recommend = `
How it chooses
  What is asked for with options must be met. Words are looked up in the names,
  keywords and texts of the catalogue, rare ones counting more than common ones.
  The first line fits best; each says why. Where nothing fits, that is said,
  with what comes near and what can be asked for.

Exit status
  0  something is recommended
  2  usage: nothing was asked for, or there is no such use case, domain or
     level
  3  nothing fits

Examples
  asdrawn patterns recommend retry a flaky service
  asdrawn patterns recommend --domain finance --complexity high
  asdrawn patterns recommend --use-case performance -f json`.trim();

export const add = `
Where and how
  Without a folder: where this project keeps its drawings, else docs. Without
  --language: what most of its drawings are written in, else Mermaid. A file
  that is there stays, unless --force.

Names
  --rename old=new gives a participant another name, on its head and in the
  text. The old one is what asdrawn patterns show lists; several may be given,
  parted by commas or one after the other.

Exit status
  0  written
  2  could not do the work: no such pattern or participant, a file in the way

Examples
  asdrawn patterns add login
  asdrawn patterns add saga docs/flows --language plantuml
  asdrawn patterns add login --rename Client=web,"Login Service=auth-api"`.trim();
