/** PlantUML's own JavaScript build with one small drawing, started afresh. */
import { checkPlantuml, closeEngines } from '#engines';

await checkPlantuml('@startuml\nBrowser -> Shop : POST /orders\nShop --> Browser : 201 Created\n@enduml\n');
await closeEngines();
