<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
<context>
    <name>AccessPage</name>
    <message>
        <source>Progress on access times</source>
        <translation>Avancement sur les temps d’accès</translation>
    </message>
    <message>
        <source>Steps on access times</source>
        <translation>Étapes sur les temps d’accès</translation>
    </message>
    <message>
        <source>&amp;1 Computation</source>
        <translation>&amp;1 Calcul</translation>
    </message>
    <message>
        <source>&amp;2 Results</source>
        <translation>&amp;2 Résultats</translation>
    </message>
    <message>
        <source>No access time yet. Next: choose the roads and compute.</source>
        <translation>Aucun temps d’accès pour l’instant. Ensuite : choisissez les routes et calculez.</translation>
    </message>
    <message>
        <source>The atlas holds access times. Next: look at the results, try what if a site closed, print H22.</source>
        <translation>L’atlas contient des temps d’accès. Ensuite : regardez les résultats, essayez la fermeture d’un site, imprimez H22.</translation>
    </message>
    <message>
        <source>&amp;3 What if</source>
        <translation>&amp;3 Et si…</translation>
    </message>
</context>
<context>
    <name>AccessScenario</name>
    <message>
        <source>What if a site closed or opened</source>
        <translation>Et si un site fermait ou ouvrait</translation>
    </message>
    <message>
        <source>Name of the scenario</source>
        <translation>Nom du scénario</translation>
    </message>
    <message>
        <source>Sites closed (ids separated by ;)</source>
        <translation>Sites fermés (identifiants séparés par ;)</translation>
    </message>
    <message>
        <source>Sites opened</source>
        <translation>Sites ouverts</translation>
    </message>
    <message>
        <source>Kind of the responders opened</source>
        <translation>Type des effecteurs ouverts</translation>
    </message>
    <message>
        <source>Communes whose time changes</source>
        <translation>Communes dont le temps change</translation>
    </message>
    <message>
        <source>Population in the first class, reference (%)</source>
        <translation>Population de la première classe, référence (%)</translation>
    </message>
    <message>
        <source>Population in the first class, scenario (%)</source>
        <translation>Population de la première classe, scénario (%)</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Résumé</translation>
    </message>
</context>
<context>
    <name>AccessShares</name>
    <message>
        <source>Population by class of access time</source>
        <translation>Population par classe de temps d’accès</translation>
    </message>
    <message>
        <source>Times to (tous, SU, maternites, ...)</source>
        <translation>Temps vers (tous, SU, maternites, ...)</translation>
    </message>
    <message>
        <source>Method of the times (reseau, metric, import; empty: as the sheets)</source>
        <translation>Méthode des temps (reseau, metric, import ; vide : celle des feuilles)</translation>
    </message>
    <message>
        <source>Bounds (minutes)</source>
        <translation>Bornes (minutes)</translation>
    </message>
    <message>
        <source>A time on a bound</source>
        <translation>Un temps égal à une borne</translation>
    </message>
    <message>
        <source>is in the class below (0 - 30)</source>
        <translation>est dans la classe inférieure (0 - 30)</translation>
    </message>
    <message>
        <source>is in the class above (less than 45)</source>
        <translation>est dans la classe supérieure (moins de 45)</translation>
    </message>
    <message>
        <source>Population</source>
        <translation>Population</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>entière</translation>
    </message>
    <message>
        <source>under 20</source>
        <translation>moins de 20 ans</translation>
    </message>
    <message>
        <source>20 to 64</source>
        <translation>20 à 64 ans</translation>
    </message>
    <message>
        <source>65 and over</source>
        <translation>65 ans et plus</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>Parts</translation>
    </message>
    <message>
        <source>Population in the first class (%)</source>
        <translation>Population dans la première classe (%)</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Bilan</translation>
    </message>
</context>
<context>
    <name>AccessTimes</name>
    <message>
        <source>Access times of communes</source>
        <translation>Temps d’accès des communes</translation>
    </message>
    <message>
        <source>Communes</source>
        <translation>Communes</translation>
    </message>
    <message>
        <source>Communes reached</source>
        <translation>Communes atteintes</translation>
    </message>
    <message>
        <source>Communes not reached</source>
        <translation>Communes non atteintes</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Bilan</translation>
    </message>
</context>
<context>
    <name>AccessZones</name>
    <message>
        <source>Access zones</source>
        <translation>Zones d’accès</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zones</translation>
    </message>
    <message>
        <source>rings, side by side</source>
        <translation>couronnes, côte à côte</translation>
    </message>
    <message>
        <source>cumulative, each holds the lesser ones</source>
        <translation>cumulées, chacune contient les moindres</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Sites</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>fusionnés</translation>
    </message>
    <message>
        <source>by nearest site</source>
        <translation>par site le plus proche</translation>
    </message>
    <message>
        <source>one by one</source>
        <translation>un par un</translation>
    </message>
    <message>
        <source>Clip to the communes</source>
        <translation>Découper aux communes</translation>
    </message>
    <message>
        <source>Cell of the drawing (m)</source>
        <translation>Maille du dessin (m)</translation>
    </message>
    <message>
        <source>Ground counts up to so far from a road (m)</source>
        <translation>Le terrain compte jusqu’à cette distance d’une route (m)</translation>
    </message>
</context>
<context>
    <name>ActivityList</name>
    <message>
        <source>words of an activity</source>
        <translation>mots d’une activité</translation>
    </message>
    <message>
        <source>Find an activity</source>
        <translation>Chercher une activité</translation>
    </message>
    <message>
        <source>No activity ticked yet.</source>
        <translation>Aucune activité cochée pour l’instant.</translation>
    </message>
    <message>
        <source>Ticked: {names}</source>
        <translation>Cochées : {names}</translation>
    </message>
</context>
<context>
    <name>AddSheet</name>
    <message>
        <source>Add a sheet of your own</source>
        <translation>Ajouter une feuille à vous</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Indicator by territory</source>
        <translation>Indicateur par territoire</translation>
    </message>
    <message>
        <source>What the sheet shows</source>
        <translation>Ce que montre la feuille</translation>
    </message>
    <message>
        <source>Id of the sheet (letters and digits, as in P01)</source>
        <translation>Identifiant de la feuille (lettres et chiffres, comme P01)</translation>
    </message>
    <message>
        <source>Title of the sheet</source>
        <translation>Titre de la feuille</translation>
    </message>
    <message>
        <source>Line under the title</source>
        <translation>Ligne sous le titre</translation>
    </message>
    <message>
        <source>Family of the catalogue (T, H, A, C, O…)</source>
        <translation>Famille du catalogue (T, H, A, C, O…)</translation>
    </message>
    <message>
        <source>Heading of the legend</source>
        <translation>Titre de la légende</translation>
    </message>
    <message>
        <source>Type of the points, or name of the indicator, in the workspace (empty: the id)</source>
        <translation>Type des points, ou nom de l’indicateur, dans l’espace de travail (vide : l’identifiant)</translation>
    </message>
    <message>
        <source>Table (CSV, XLSX, ODS), where it is not in the workspace yet</source>
        <translation>Table (CSV, XLSX, ODS), si elle n’est pas encore dans l’espace de travail</translation>
    </message>
    <message>
        <source>or a layer of points</source>
        <translation>ou une couche de points</translation>
    </message>
    <message>
        <source>Points: column of the longitude</source>
        <translation>Points : colonne de la longitude</translation>
    </message>
    <message>
        <source>Points: column of the latitude</source>
        <translation>Points : colonne de la latitude</translation>
    </message>
    <message>
        <source>Points: column of the name</source>
        <translation>Points : colonne du nom</translation>
    </message>
    <message>
        <source>Points: column that tells kinds, a colour each</source>
        <translation>Points : colonne qui distingue des sortes, une couleur chacune</translation>
    </message>
    <message>
        <source>Points: colour</source>
        <translation>Points : couleur</translation>
    </message>
    <message>
        <source>Indicator: type of the territories</source>
        <translation>Indicateur : type des territoires</translation>
    </message>
    <message>
        <source>Indicator: period (empty: the latest)</source>
        <translation>Indicateur : période (vide : la dernière)</translation>
    </message>
    <message>
        <source>Indicator: unit, where the table does not say it</source>
        <translation>Indicateur : unité, si la table ne la dit pas</translation>
    </message>
    <message>
        <source>Indicator: how classes are cut</source>
        <translation>Indicateur : découpage des classes</translation>
    </message>
    <message>
        <source>Indicator: number of classes</source>
        <translation>Indicateur : nombre de classes</translation>
    </message>
    <message>
        <source>Indicator: inner bounds, for thresholds (10; 20; 30)</source>
        <translation>Indicateur : bornes intérieures, pour des seuils (10 ; 20 ; 30)</translation>
    </message>
    <message>
        <source>Indicator: decimals of the bounds</source>
        <translation>Indicateur : décimales des bornes</translation>
    </message>
    <message>
        <source>Indicator: write names and values on the map</source>
        <translation>Indicateur : écrire noms et valeurs sur la carte</translation>
    </message>
    <message>
        <source>Folder of your catalogue (empty: the atlas&apos;s own)</source>
        <translation>Dossier de votre catalogue (vide : celui de l’atlas)</translation>
    </message>
    <message>
        <source>Replace a sheet of this id</source>
        <translation>Remplacer une feuille de cet identifiant</translation>
    </message>
    <message>
        <source>File of the sheet</source>
        <translation>Fichier de la feuille</translation>
    </message>
    <message>
        <source>Id of the sheet</source>
        <translation>Identifiant de la feuille</translation>
    </message>
    <message>
        <source>Rows written</source>
        <translation>Lignes écrites</translation>
    </message>
    <message>
        <source>Sheet {} written: {}</source>
        <translation>Feuille {} écrite : {}</translation>
    </message>
    <message>
        <source>Quantiles</source>
        <translation>Quantiles</translation>
    </message>
    <message>
        <source>Natural breaks (Jenks)</source>
        <translation>Seuils naturels (Jenks)</translation>
    </message>
    <message>
        <source>Equal intervals</source>
        <translation>Amplitudes égales</translation>
    </message>
    <message>
        <source>Mean and standard deviations</source>
        <translation>Moyenne et écarts types</translation>
    </message>
    <message>
        <source>Thresholds of your own</source>
        <translation>Vos propres seuils</translation>
    </message>
</context>
<context>
    <name>Apl</name>
    <message>
        <source>Local potential accessibility (APL)</source>
        <translation>Accessibilité potentielle localisée (APL)</translation>
    </message>
    <message>
        <source>Profession</source>
        <translation>Profession</translation>
    </message>
    <message>
        <source>Consultations a year and practitioner</source>
        <translation>Consultations par an et par praticien</translation>
    </message>
    <message>
        <source>Steps (minutes:weight)</source>
        <translation>Paliers (minutes:poids)</translation>
    </message>
    <message>
        <source>Need by age (column:rate, empty: all alike)</source>
        <translation>Besoins selon l’âge (colonne:taux ; vide : tous égaux)</translation>
    </message>
    <message>
        <source>Communes</source>
        <translation>Communes</translation>
    </message>
    <message>
        <source>Regional mean</source>
        <translation>Moyenne régionale</translation>
    </message>
</context>
<context>
    <name>AskTab</name>
    <message>
        <source>communes</source>
        <translation>communes</translation>
    </message>
    <message>
        <source>inhabitants</source>
        <translation>habitants</translation>
    </message>
    <message>
        <source>sites</source>
        <translation>sites</translation>
    </message>
    <message>
        <source>less than … minutes from</source>
        <translation>à moins de … minutes de</translation>
    </message>
    <message>
        <source>more than … minutes from</source>
        <translation>à plus de … minutes de</translation>
    </message>
    <message>
        <source>without access to</source>
        <translation>sans accès à</translation>
    </message>
    <message>
        <source>with fewer inhabitants than</source>
        <translation>de moins de … habitants</translation>
    </message>
    <message>
        <source>with more inhabitants than</source>
        <translation>de plus de … habitants</translation>
    </message>
    <message>
        <source>with an indicator below</source>
        <translation>avec un indicateur inférieur à</translation>
    </message>
    <message>
        <source>with an indicator above</source>
        <translation>avec un indicateur supérieur à</translation>
    </message>
    <message>
        <source>in the zone</source>
        <translation>en zone</translation>
    </message>
    <message>
        <source>&amp;but not so</source>
        <translation>mais &amp;pas</translation>
    </message>
    <message>
        <source>A&amp;dd the condition</source>
        <translation>A&amp;jouter la condition</translation>
    </message>
    <message>
        <source>C&amp;lear the conditions</source>
        <translation>Retirer &amp;tout</translation>
    </message>
    <message>
        <source>The question</source>
        <translation>La question</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>&amp;Demander</translation>
    </message>
    <message>
        <source>Copy the q&amp;uestion</source>
        <translation>Pa&amp;rtager</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Garder</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>Co&amp;pier</translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation>&amp;Enregistrer…</translation>
    </message>
    <message>
        <source>&amp;Zoom</source>
        <translation>&amp;Zoomer</translation>
    </message>
    <message>
        <source>Small numbers of persons are hidden</source>
        <translation>Les petits nombres de personnes sont masqués</translation>
    </message>
    <message>
        <source>&amp;Saved:</source>
        <translation>Question &amp;gardée :</translation>
    </message>
    <message>
        <source>&amp;Find:</source>
        <translation>C&amp;hercher :</translation>
    </message>
    <message>
        <source>&amp;Practising:</source>
        <translation>Prat&amp;iquant :</translation>
    </message>
    <message>
        <source>C&amp;ondition:</source>
        <translation>C&amp;ondition :</translation>
    </message>
    <message>
        <source>&amp;Number:</source>
        <translation>&amp;Nombre :</translation>
    </message>
    <message>
        <source>&amp;What:</source>
        <translation>&amp;Quoi :</translation>
    </message>
    <message>
        <source>Na&amp;me:</source>
        <translation>No&amp;m :</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>choisir…</translation>
    </message>
    <message>
        <source>any activity</source>
        <translation>n’importe quelle activité</translation>
    </message>
    <message>
        <source>The atlas has nothing for this condition.</source>
        <translation>L’atlas n’a rien pour cette condition.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Recherche…</translation>
    </message>
    <message>
        <source>Give the question a name.</source>
        <translation>Donnez un nom à la question.</translation>
    </message>
    <message>
        <source>Save the answer</source>
        <translation>Enregistrer la réponse</translation>
    </message>
    <message>
        <source>Writing the answer…</source>
        <translation>Écriture de la réponse…</translation>
    </message>
    <message>
        <source>Atlas Soins: questions</source>
        <translation>Atlas Soins : questions</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>Écrit : {path}</translation>
    </message>
</context>
<context>
    <name>AtlasDock</name>
    <message>
        <source>Jobs</source>
        <translation>Métiers</translation>
    </message>
    <message>
        <source>Help (F1)</source>
        <translation>Aide (F1)</translation>
    </message>
    <message>
        <source>Why this page is off</source>
        <translation>Pourquoi cette page est inactive</translation>
    </message>
    <message>
        <source>The page is being made ready…</source>
        <translation>La page se prépare…</translation>
    </message>
</context>
<context>
    <name>AtlasPage</name>
    <message>
        <source>Progress on the atlas</source>
        <translation>Avancement de l’atlas</translation>
    </message>
    <message>
        <source>Steps of the atlas</source>
        <translation>Étapes de l’atlas</translation>
    </message>
    <message>
        <source>&amp;1 Sheets</source>
        <translation>&amp;1 Feuilles</translation>
    </message>
    <message>
        <source>&amp;2 Check</source>
        <translation>&amp;2 Contrôle</translation>
    </message>
    <message>
        <source>&amp;3 Export</source>
        <translation>&amp;3 Export</translation>
    </message>
    <message>
        <source>&amp;4 Held by hand</source>
        <translation>&amp;4 Retouches</translation>
    </message>
    <message>
        <source>Choose a sheet and open it in the designer, or export them all.</source>
        <translation>Choisir une feuille et l’ouvrir dans l’éditeur, ou tout exporter.</translation>
    </message>
    <message>
        <source>Check the drawn sheets, then export.</source>
        <translation>Contrôler les feuilles dessinées, puis exporter.</translation>
    </message>
    <message>
        <source>&lt;b&gt;{name}&lt;/b&gt;: what its sheets lack is being read…</source>
        <translation>&lt;b&gt;{name}&lt;/b&gt; : lecture de ce qui manque aux feuilles…</translation>
    </message>
    <message>
        <source>&lt;b&gt;{name}&lt;/b&gt;: sheets that can be printed {ready}, waiting for data {waiting}, drawn {drawn}.</source>
        <translation>&lt;b&gt;{name}&lt;/b&gt; : feuilles à imprimer {ready}, en attente de données {waiting}, dessinées {drawn}.</translation>
    </message>
</context>
<context>
    <name>AtlasSoins</name>
    <message>
        <source>Show or hide the Atlas Soins panel</source>
        <translation>Afficher ou masquer le panneau Atlas Soins</translation>
    </message>
</context>
<context>
    <name>BackgroundJob</name>
    <message>
        <source>Work in the background</source>
        <translation>Travail en arrière-plan</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Tâche</translation>
    </message>
</context>
<context>
    <name>BuildTab</name>
    <message>
        <source>Communes put together</source>
        <translation>Communes regroupées</translation>
    </message>
    <message>
        <source>Premier recours: each zone to its nearest pole</source>
        <translation>Premier recours : chaque zone à son pôle le plus proche</translation>
    </message>
    <message>
        <source>Territoires de vie, from commuting flows</source>
        <translation>Territoires de vie, d’après les flux domicile-travail</translation>
    </message>
    <message>
        <source>its composition</source>
        <translation>sa composition</translation>
    </message>
    <message>
        <source>the département of each commune</source>
        <translation>le département de chaque commune</translation>
    </message>
    <message>
        <source>the EPCI of each commune</source>
        <translation>l’EPCI de chaque commune</translation>
    </message>
    <message>
        <source>Any layer with a speed</source>
        <translation>Toute couche portant une vitesse</translation>
    </message>
    <message>
        <source>communes</source>
        <translation>communes</translation>
    </message>
    <message>
        <source>INSEE codes; empty: chosen by their services</source>
        <translation>Codes INSEE ; vide : choisis selon leurs services</translation>
    </message>
    <message>
        <source>Services of the communes</source>
        <translation>Services des communes</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tableaux</translation>
    </message>
    <message>
        <source>Commuting flows</source>
        <translation>Flux domicile-travail</translation>
    </message>
    <message>
        <source>such as: IGN; agency, 2025</source>
        <translation>par exemple : IGN ; agence, 2025</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>non indiquée</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>&amp;Construire</translation>
    </message>
    <message>
        <source>&amp;How:</source>
        <translation>C&amp;omment :</translation>
    </message>
    <message>
        <source>&amp;Type to build:</source>
        <translation>&amp;Type à construire :</translation>
    </message>
    <message>
        <source>&amp;From:</source>
        <translation>À &amp;partir de :</translation>
    </message>
    <message>
        <source>&amp;Roads:</source>
        <translation>&amp;Routes :</translation>
    </message>
    <message>
        <source>Spee&amp;d profile:</source>
        <translation>Profil de &amp;vitesses :</translation>
    </message>
    <message>
        <source>&amp;Units:</source>
        <translation>&amp;Unités :</translation>
    </message>
    <message>
        <source>&amp;Poles:</source>
        <translation>Pô&amp;les :</translation>
    </message>
    <message>
        <source>&amp;Services of communes:</source>
        <translation>&amp;Services des communes :</translation>
    </message>
    <message>
        <source>Commuting flo&amp;ws:</source>
        <translation>&amp;Flux domicile-travail :</translation>
    </message>
    <message>
        <source>S&amp;ource, as printed:</source>
        <translation>&amp;Mention de source imprimée :</translation>
    </message>
    <message>
        <source>Building…</source>
        <translation>Construction en cours…</translation>
    </message>
    <message>
        <source>{n} territories built. Next: check and draw them.</source>
        <translation>{n} territoires construits. Ensuite : contrôlez-les et dessinez-les.</translation>
    </message>
    <message>
        <source>The communes of a composition, or of a column, become territories that share their borders.</source>
        <translation>Les communes d’une composition, ou d’une colonne, deviennent des territoires aux limites communes.</translation>
    </message>
    <message>
        <source>Units join the one most of their workers go to; then contiguity and a population are asked for.</source>
        <translation>Chaque unité rejoint celle où vont le plus de ses actifs ; contiguïté et population minimale sont ensuite exigées.</translation>
    </message>
    <message>
        <source>Share of the workers of a unit that go to one other unit</source>
        <translation>Part des actifs d’une unité qui vont vers une même autre unité</translation>
    </message>
    <message>
        <source>&amp;Least services of a pole:</source>
        <translation>&amp;Nombre minimal de services d’un pôle :</translation>
    </message>
    <message>
        <source>Least shar&amp;e:</source>
        <translation>Part min&amp;imale :</translation>
    </message>
    <message>
        <source>Least popul&amp;ation:</source>
        <translation>Population minimal&amp;e :</translation>
    </message>
    <message>
        <source>&amp;COG year:</source>
        <translation>&amp;Année du COG :</translation>
    </message>
    <message>
        <source>Roads, or a table of times</source>
        <translation>Routes, ou une table de temps</translation>
    </message>
    <message>
        <source>Zones go to the pole nearest by road or by a table of times; a missing route is a finding.</source>
        <translation>Chaque zone rejoint le pôle le plus proche par la route ou d’après une table de temps ; un itinéraire manquant est un constat.</translation>
    </message>
    <message>
        <source>The source is needed: sheets print it</source>
        <translation>La mention de source est nécessaire : les feuilles l’impriment</translation>
    </message>
</context>
<context>
    <name>BuildTerritories</name>
    <message>
        <source>Build territories from communes</source>
        <translation>Construire des territoires à partir des communes</translation>
    </message>
    <message>
        <source>Column of the communes (dep or epci); none: the composition</source>
        <translation>Colonne des communes (dep ou epci) ; aucune : la composition</translation>
    </message>
    <message>
        <source>Territories</source>
        <translation>Territoires</translation>
    </message>
</context>
<context>
    <name>ChartPanel</name>
    <message>
        <source>Chart</source>
        <translation>Graphique</translation>
    </message>
    <message>
        <source>&amp;Save the chart…</source>
        <translation>&amp;Enregistrer le graphique…</translation>
    </message>
    <message>
        <source>PNG, SVG, CSV, XLSX or ODS; small numbers of persons are hidden</source>
        <translation>PNG, SVG, CSV, XLSX ou ODS ; les petits nombres de personnes sont masqués</translation>
    </message>
    <message>
        <source>C&amp;hart:</source>
        <translation>&amp;Graphique :</translation>
    </message>
    <message>
        <source>&amp;Measure:</source>
        <translation>&amp;Mesure :</translation>
    </message>
    <message>
        <source>An&amp;d:</source>
        <translation>E&amp;t :</translation>
    </message>
    <message>
        <source>Population by age</source>
        <translation>Population par âge</translation>
    </message>
    <message>
        <source>Population by access time</source>
        <translation>Population selon le temps d’accès</translation>
    </message>
    <message>
        <source>Cooperations by modality</source>
        <translation>Coopérations par modalité</translation>
    </message>
    <message>
        <source>Ranks by a measure</source>
        <translation>Rangs selon une mesure</translation>
    </message>
    <message>
        <source>Two measures against each other</source>
        <translation>Deux mesures l’une contre l’autre</translation>
    </message>
    <message>
        <source>Indicators over time</source>
        <translation>Indicateurs dans le temps</translation>
    </message>
    <message>
        <source>Existing against target (OQOS)</source>
        <translation>Existant et cibles (OQOS)</translation>
    </message>
    <message>
        <source>Drawing the chart…</source>
        <translation>Tracé du graphique…</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Enregistrer le graphique</translation>
    </message>
    <message>
        <source>Writing the chart…</source>
        <translation>Écriture du graphique…</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>Écrit : {path}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucune</translation>
    </message>
</context>
<context>
    <name>ChartPlot</name>
    <message>
        <source>Charts on screen need the Python package pyqtgraph. Tables, and charts as files, work without it.</source>
        <translation>Les graphiques à l’écran demandent le paquet Python pyqtgraph. Les tableaux, et les graphiques en fichier, s’en passent.</translation>
    </message>
    <message>
        <source>{n} territories, the highest first</source>
        <translation>{n} territoires, du plus haut au plus bas</translation>
    </message>
</context>
<context>
    <name>CheckEstablishments</name>
    <message>
        <source>Check establishments</source>
        <translation>Contrôler les établissements</translation>
    </message>
    <message>
        <source>Date of the map (YYYY-MM-DD; that of the edition by default)</source>
        <translation>Date de la carte (AAAA-MM-JJ ; par défaut celle de l’édition)</translation>
    </message>
    <message>
        <source>Establishments without coordinates</source>
        <translation>Établissements sans coordonnées</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Remarques</translation>
    </message>
</context>
<context>
    <name>CheckTab</name>
    <message>
        <source>all types</source>
        <translation>tous les types</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>&amp;Contrôler</translation>
    </message>
    <message>
        <source>&amp;Types:</source>
        <translation>&amp;Types :</translation>
    </message>
    <message>
        <source>&amp;Overhang not told:</source>
        <translation>&amp;Débord non signalé :</translation>
    </message>
    <message>
        <source>To&amp;lerance on them:</source>
        <translation>T&amp;olérance :</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Contrôle en cours…</translation>
    </message>
    <message>
        <source>Nothing found: every check passed.</source>
        <translation>Rien à signaler : tous les contrôles sont passés.</translation>
    </message>
    <message>
        <source>What a sector of psychiatry is held against</source>
        <translation>Le repère auquel un secteur de psychiatrie est comparé</translation>
    </message>
    <message>
        <source>&amp;Inhabitants of a sector:</source>
        <translation>&amp;Habitants d’un secteur :</translation>
    </message>
</context>
<context>
    <name>CheckTerritories</name>
    <message>
        <source>Check territories</source>
        <translation>Vérifier les territoires</translation>
    </message>
    <message>
        <source>Types to check (codes; none: all)</source>
        <translation>Types à vérifier (codes ; aucun : tous)</translation>
    </message>
    <message>
        <source>Overhang not told (ha)</source>
        <translation>Débordement passé sous silence (ha)</translation>
    </message>
    <message>
        <source>Inhabitants of a psychiatric sector</source>
        <translation>Habitants d’un secteur de psychiatrie</translation>
    </message>
    <message>
        <source>Tolerance on it (%)</source>
        <translation>Tolérance (%)</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Remarques</translation>
    </message>
</context>
<context>
    <name>CompareApl</name>
    <message>
        <source>Compare two APL tables</source>
        <translation>Comparer deux tables d’APL</translation>
    </message>
    <message>
        <source>First indicator</source>
        <translation>Premier indicateur</translation>
    </message>
    <message>
        <source>Second indicator</source>
        <translation>Second indicateur</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Comparaison</translation>
    </message>
    <message>
        <source>Communes</source>
        <translation>Communes</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>Corrélation</translation>
    </message>
    <message>
        <source>Correlation of ranks</source>
        <translation>Corrélation des rangs</translation>
    </message>
    <message>
        <source>Mean of the first</source>
        <translation>Moyenne du premier</translation>
    </message>
    <message>
        <source>Mean of the second</source>
        <translation>Moyenne du second</translation>
    </message>
    <message>
        <source>{name} ({insee}): {first} and {second}</source>
        <translation>{name} ({insee}) : {first} et {second}</translation>
    </message>
</context>
<context>
    <name>CompareEstablishments</name>
    <message>
        <source>Compare two extracts of establishments</source>
        <translation>Comparer deux extractions d’établissements</translation>
    </message>
    <message>
        <source>Earlier extract</source>
        <translation>Extraction antérieure</translation>
    </message>
    <message>
        <source>Later extract</source>
        <translation>Extraction postérieure</translation>
    </message>
    <message>
        <source>Reference system</source>
        <translation>Système de coordonnées</translation>
    </message>
    <message>
        <source>A site has moved from (metres)</source>
        <translation>Un site a bougé à partir de (mètres)</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Changements</translation>
    </message>
    <message>
        <source>Number of changes</source>
        <translation>Nombre de changements</translation>
    </message>
    <message>
        <source>Authorisations at the earlier date</source>
        <translation>Autorisations à la date antérieure</translation>
    </message>
    <message>
        <source>Authorisations at the later date</source>
        <translation>Autorisations à la date postérieure</translation>
    </message>
</context>
<context>
    <name>CompareTab</name>
    <message>
        <source>Earlier extract</source>
        <translation>Extraction antérieure</translation>
    </message>
    <message>
        <source>Later extract</source>
        <translation>Extraction postérieure</translation>
    </message>
    <message>
        <source>Authorisations at the earlier date</source>
        <translation>Autorisations à la date antérieure</translation>
    </message>
    <message>
        <source>Authorisations at the later date</source>
        <translation>Autorisations à la date postérieure</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Changes shown</source>
        <translation>Changements montrés</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Changement</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Détail</translation>
    </message>
    <message>
        <source>Changes between the extracts</source>
        <translation>Changements entre les extractions</translation>
    </message>
    <message>
        <source>&amp;Earlier extract:</source>
        <translation>&amp;Extraction antérieure :</translation>
    </message>
    <message>
        <source>&amp;Later extract:</source>
        <translation>Extraction &amp;postérieure :</translation>
    </message>
    <message>
        <source>Earlier a&amp;uthorisations:</source>
        <translation>A&amp;utorisations antérieures :</translation>
    </message>
    <message>
        <source>Later au&amp;thorisations:</source>
        <translation>Au&amp;torisations postérieures :</translation>
    </message>
    <message>
        <source>&amp;Moved from:</source>
        <translation>&amp;Déplacé à partir de :</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Comparaison…</translation>
    </message>
    <message>
        <source>Changes between two extracts</source>
        <translation>Changements entre deux extractions</translation>
    </message>
    <message>
        <source>all changes</source>
        <translation>tous les changements</translation>
    </message>
    <message>
        <source>{n} changes: {counts}.</source>
        <translation>{n} changements : {counts}.</translation>
    </message>
    <message>
        <source>Nothing changed.</source>
        <translation>Rien n’a changé.</translation>
    </message>
    <message>
        <source>Atlas Soins: establishments</source>
        <translation>Atlas Soins : établissements</translation>
    </message>
</context>
<context>
    <name>CooperationDifference</name>
    <message>
        <source>Difference between two editions of cooperations</source>
        <translation>Évolution des coopérations entre deux éditions</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Earlier edition (year)</source>
        <translation>Édition antérieure (année)</translation>
    </message>
    <message>
        <source>Later edition (year)</source>
        <translation>Édition postérieure (année)</translation>
    </message>
    <message>
        <source>Theme (all by default)</source>
        <translation>Thème (tous par défaut)</translation>
    </message>
    <message>
        <source>Draw the unchanged links too</source>
        <translation>Dessiner aussi les liens inchangés</translation>
    </message>
    <message>
        <source>Width of the map on paper (mm)</source>
        <translation>Largeur de la carte sur le papier (mm)</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Évolutions</translation>
    </message>
    <message>
        <source>Table of changes</source>
        <translation>Table des évolutions</translation>
    </message>
    <message>
        <source>Labels and marks</source>
        <translation>Étiquettes et marques</translation>
    </message>
    <message>
        <source>New links</source>
        <translation>Liens nouveaux</translation>
    </message>
    <message>
        <source>Ended links</source>
        <translation>Liens terminés</translation>
    </message>
    <message>
        <source>Changed links</source>
        <translation>Liens modifiés</translation>
    </message>
    <message>
        <source>Unchanged links</source>
        <translation>Liens inchangés</translation>
    </message>
    <message>
        <source>Cooperations, {} to {}</source>
        <translation>Coopérations, de {} à {}</translation>
    </message>
</context>
<context>
    <name>CooperationLines</name>
    <message>
        <source>Cooperation lines</source>
        <translation>Lignes de coopération</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Edition (the latest by default)</source>
        <translation>Édition (la dernière par défaut)</translation>
    </message>
    <message>
        <source>Medical time below which a link is not shown (ETP)</source>
        <translation>Temps médical sous lequel un lien n’est pas affiché (ETP)</translation>
    </message>
    <message>
        <source>Ground of the map (the sites by default)</source>
        <translation>Emprise de la carte (celle des sites par défaut)</translation>
    </message>
    <message>
        <source>Width of the map on paper (mm)</source>
        <translation>Largeur de la carte sur le papier (mm)</translation>
    </message>
    <message>
        <source>Write the object where the line is long enough</source>
        <translation>Écrire l’objet où le trait est assez long</translation>
    </message>
    <message>
        <source>Ring around the sites: number of links by modality</source>
        <translation>Anneau autour des sites : nombre de liens par modalité</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Lignes</translation>
    </message>
    <message>
        <source>Overlaps</source>
        <translation>Recouvrements</translation>
    </message>
    <message>
        <source>Labels and marks</source>
        <translation>Étiquettes et marques</translation>
    </message>
    <message>
        <source>Links shown</source>
        <translation>Liens affichés</translation>
    </message>
    <message>
        <source>Links hidden by the rule</source>
        <translation>Liens masqués par la règle</translation>
    </message>
    <message>
        <source>Hidden: {count}, {reason}</source>
        <translation>Masqués : {count}, {reason}</translation>
    </message>
    <message>
        <source>Links by modality</source>
        <translation>Liens par modalité</translation>
    </message>
</context>
<context>
    <name>CooperationWorkbooks</name>
    <message>
        <source>Workbooks of the survey of cooperations</source>
        <translation>Classeurs de l’enquête de coopérations</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Edition to collect (year)</source>
        <translation>Édition à recueillir (année)</translation>
    </message>
    <message>
        <source>Folder of the workbooks</source>
        <translation>Dossier des classeurs</translation>
    </message>
    <message>
        <source>Workbooks</source>
        <translation>Classeurs</translation>
    </message>
</context>
<context>
    <name>CooperationsPage</name>
    <message>
        <source>Progress on cooperations</source>
        <translation>Avancement sur les coopérations</translation>
    </message>
    <message>
        <source>Steps on cooperations</source>
        <translation>Étapes sur les coopérations</translation>
    </message>
    <message>
        <source>&amp;1 Survey</source>
        <translation>&amp;1 Enquête</translation>
    </message>
    <message>
        <source>&amp;2 Links</source>
        <translation>&amp;2 Liens</translation>
    </message>
    <message>
        <source>&amp;3 Editions</source>
        <translation>&amp;3 Éditions</translation>
    </message>
    <message>
        <source>No cooperation yet. Next: import the survey.</source>
        <translation>Aucune coopération pour l’instant. Ensuite : importez l’enquête.</translation>
    </message>
    <message>
        <source>Editions in the atlas: {years}. Next: draw a theme, then print its sheet on the page “Atlas”.</source>
        <translation>Éditions dans l’atlas : {years}. Ensuite : dessinez un thème, puis imprimez sa feuille à la page « Atlas ».</translation>
    </message>
</context>
<context>
    <name>CreateWorkspace</name>
    <message>
        <source>New workspace</source>
        <translation>Nouvel espace de travail</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Coordinate reference system</source>
        <translation>Système de coordonnées</translation>
    </message>
    <message>
        <source>Shared workspace in PostGIS, in place of the file</source>
        <translation>Espace de travail partagé dans PostGIS, à la place du fichier</translation>
    </message>
    <message>
        <source>Workspace made: {}</source>
        <translation>Espace de travail créé : {}</translation>
    </message>
</context>
<context>
    <name>DeclareTerritoryType</name>
    <message>
        <source>Declare a type of territory</source>
        <translation>Déclarer un type de territoire</translation>
    </message>
    <message>
        <source>Code (such as bassin_emploi)</source>
        <translation>Code (par exemple bassin_emploi)</translation>
    </message>
    <message>
        <source>Name, as sheets print it</source>
        <translation>Nom, tel que les feuilles l’impriment</translation>
    </message>
    <message>
        <source>Territories may overlap</source>
        <translation>Les territoires peuvent se chevaucher</translation>
    </message>
    <message>
        <source>Every commune must lie in one</source>
        <translation>Chaque commune doit être dans un territoire</translation>
    </message>
    <message>
        <source>A few communes may stay out</source>
        <translation>Quelques communes peuvent rester en dehors</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rôles</translation>
    </message>
    <message>
        <source>Types declared in the workspace</source>
        <translation>Types déclarés dans l’espace de travail</translation>
    </message>
    <message>
        <source>Types declared: {}</source>
        <translation>Types déclarés : {}</translation>
    </message>
</context>
<context>
    <name>DifferenceTab</name>
    <message>
        <source>Draw the &amp;unchanged links too</source>
        <translation>Dessiner aussi les liens &amp;inchangés</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Comparer</translation>
    </message>
    <message>
        <source>Two editions are needed.</source>
        <translation>Il faut deux éditions.</translation>
    </message>
    <message>
        <source>Site A</source>
        <translation>Site A</translation>
    </message>
    <message>
        <source>Site B</source>
        <translation>Site B</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Changement</translation>
    </message>
    <message>
        <source>Modality</source>
        <translation>Modalité</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Changes between the editions</source>
        <translation>Changements entre les éditions</translation>
    </message>
    <message>
        <source>Cha&amp;nges (select here or in the map; double click to go there):</source>
        <translation>Cha&amp;ngements (sélection ici ou sur la carte ; double clic pour s’y rendre) :</translation>
    </message>
    <message>
        <source>&amp;Earlier edition:</source>
        <translation>Édition &amp;antérieure :</translation>
    </message>
    <message>
        <source>&amp;Later edition:</source>
        <translation>Édition &amp;postérieure :</translation>
    </message>
    <message>
        <source>&amp;Theme:</source>
        <translation>&amp;Thème :</translation>
    </message>
    <message>
        <source>The editions are being compared…</source>
        <translation>Comparaison des éditions en cours…</translation>
    </message>
    <message>
        <source>Cooperations</source>
        <translation>Coopérations</translation>
    </message>
    <message>
        <source>&lt;b&gt;{new}&lt;/b&gt; new, &lt;b&gt;{ended}&lt;/b&gt; ended, &lt;b&gt;{changed}&lt;/b&gt; changed, {same} unchanged. Table: {file}</source>
        <translation>&lt;b&gt;{new}&lt;/b&gt; nouveaux, &lt;b&gt;{ended}&lt;/b&gt; terminés, &lt;b&gt;{changed}&lt;/b&gt; modifiés, {same} inchangés. Tableau : {file}</translation>
    </message>
    <message>
        <source>all themes</source>
        <translation>tous les thèmes</translation>
    </message>
</context>
<context>
    <name>DrawSheets</name>
    <message>
        <source>Draw sheets in the project</source>
        <translation>Dessiner des feuilles dans le projet</translation>
    </message>
    <message>
        <source>Sheets (ids separated by commas)</source>
        <translation>Feuilles (identifiants séparés par des virgules)</translation>
    </message>
    <message>
        <source>Retouches to let go (keys of the table of retouches, one a line)</source>
        <translation>Retouches à lâcher (clés de la table des retouches, une par ligne)</translation>
    </message>
    <message>
        <source>Held by hand</source>
        <translation>Tenu à la main</translation>
    </message>
    <message>
        <source>Names of the layouts, one a line</source>
        <translation>Noms des mises en page, un par ligne</translation>
    </message>
    <message>
        <source>Sheets drawn</source>
        <translation>Feuilles dessinées</translation>
    </message>
    <message>
        <source>Sheets skipped</source>
        <translation>Feuilles passées</translation>
    </message>
    <message>
        <source>Retouches held</source>
        <translation>Retouches tenues</translation>
    </message>
    <message>
        <source>Sheet {}</source>
        <translation>Feuille {}</translation>
    </message>
    <message>
        <source>Sheet {} not drawn: no rows in {}.</source>
        <translation>Feuille {} non dessinée : aucune ligne dans {}.</translation>
    </message>
</context>
<context>
    <name>DrawSites</name>
    <message>
        <source>Draw establishments by activity</source>
        <translation>Dessiner les établissements par activité</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Or those of a sheet of the catalogue (H08 …)</source>
        <translation>Ou celles d’une feuille du catalogue (H08 …)</translation>
    </message>
    <message>
        <source>Ground of the map (the region by default)</source>
        <translation>Emprise de la carte (la région par défaut)</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Couches</translation>
    </message>
    <message>
        <source>Sites drawn</source>
        <translation>Sites dessinés</translation>
    </message>
    <message>
        <source>Sites without coordinates</source>
        <translation>Sites sans coordonnées</translation>
    </message>
</context>
<context>
    <name>DrawTab</name>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>names</source>
        <translation>noms</translation>
    </message>
    <message>
        <source>codes</source>
        <translation>codes</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucune</translation>
    </message>
    <message>
        <source>&amp;Draw in the map</source>
        <translation>&amp;Dessiner dans la carte</translation>
    </message>
    <message>
        <source>Sizes are those of the scale the map has now: draw again after zooming far.</source>
        <translation>Les tailles sont celles de l’échelle actuelle de la carte : redessinez après un grand changement d’échelle.</translation>
    </message>
    <message>
        <source>&amp;Type:</source>
        <translation>&amp;Type :</translation>
    </message>
    <message>
        <source>&amp;Written inside:</source>
        <translation>&amp;Inscrit à l’intérieur :</translation>
    </message>
    <message>
        <source>&amp;Finer limits over it:</source>
        <translation>Limites plus &amp;fines par-dessus :</translation>
    </message>
    <message>
        <source>Drawing…</source>
        <translation>Dessin en cours…</translation>
    </message>
    <message>
        <source>Atlas Soins: territories</source>
        <translation>Atlas Soins : territoires</translation>
    </message>
    <message>
        <source>{n} territories are drawn.</source>
        <translation>{n} territoires sont dessinés.</translation>
    </message>
</context>
<context>
    <name>DrawTerritories</name>
    <message>
        <source>Draw territories</source>
        <translation>Dessiner des territoires</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Rien</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Noms</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>Codes</translation>
    </message>
    <message>
        <source>Written inside</source>
        <translation>Inscrit à l’intérieur</translation>
    </message>
    <message>
        <source>Limits of a finer type drawn over it (code, or commune)</source>
        <translation>Limites d’un type plus fin dessinées par-dessus (code, ou commune)</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Couches</translation>
    </message>
    <message>
        <source>Territories</source>
        <translation>Territoires</translation>
    </message>
</context>
<context>
    <name>Drawing</name>
    <message>
        <source>Scale of the map (1:…)</source>
        <translation>Échelle de la carte (1:…)</translation>
    </message>
</context>
<context>
    <name>DrawingPage</name>
    <message>
        <source>How it is drawn</source>
        <translation>Comment la dessiner</translation>
    </message>
    <message>
        <source>Colour of the points</source>
        <translation>Couleur des points</translation>
    </message>
    <message>
        <source>the latest</source>
        <translation>la dernière</translation>
    </message>
    <message>
        <source>Quantiles</source>
        <translation>Quantiles</translation>
    </message>
    <message>
        <source>Natural breaks (Jenks)</source>
        <translation>Seuils naturels (Jenks)</translation>
    </message>
    <message>
        <source>Equal intervals</source>
        <translation>Amplitudes égales</translation>
    </message>
    <message>
        <source>Mean and standard deviations</source>
        <translation>Moyenne et écarts types</translation>
    </message>
    <message>
        <source>Thresholds of your own</source>
        <translation>Vos propres seuils</translation>
    </message>
    <message>
        <source>&amp;Write names and values on the map</source>
        <translation>&amp;Écrire noms et valeurs sur la carte</translation>
    </message>
    <message>
        <source>L&amp;ongitude (degrees):</source>
        <translation>&amp;Longitude (degrés) :</translation>
    </message>
    <message>
        <source>L&amp;atitude (degrees):</source>
        <translation>L&amp;atitude (degrés) :</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Nom :</translation>
    </message>
    <message>
        <source>&amp;Kinds, a colour each:</source>
        <translation>&amp;Sortes, une couleur chacune :</translation>
    </message>
    <message>
        <source>&amp;Colour:</source>
        <translation>C&amp;ouleur :</translation>
    </message>
    <message>
        <source>&amp;Indicator:</source>
        <translation>&amp;Indicateur :</translation>
    </message>
    <message>
        <source>&amp;Territories:</source>
        <translation>&amp;Territoires :</translation>
    </message>
    <message>
        <source>&amp;Period:</source>
        <translation>&amp;Période :</translation>
    </message>
    <message>
        <source>&amp;Classes by:</source>
        <translation>&amp;Classes par :</translation>
    </message>
    <message>
        <source>N&amp;umber of classes:</source>
        <translation>Nombre de class&amp;es :</translation>
    </message>
    <message>
        <source>&amp;Bounds:</source>
        <translation>&amp;Bornes :</translation>
    </message>
    <message>
        <source>&amp;Decimals:</source>
        <translation>&amp;Décimales :</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(aucune)</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>Commune</translation>
    </message>
</context>
<context>
    <name>EditSettings</name>
    <message>
        <source>Settings of the edition</source>
        <translation>Réglages de l’édition</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Settings, one “key = value” a line (an empty value removes it)</source>
        <translation>Réglages, un « clé = valeur » par ligne (une valeur vide retire le réglage)</translation>
    </message>
    <message>
        <source>Settings changed</source>
        <translation>Réglages modifiés</translation>
    </message>
</context>
<context>
    <name>EditionDialog</name>
    <message>
        <source>Edition of the atlas “{name}”</source>
        <translation>Édition de l’atlas « {name} »</translation>
    </message>
    <message>
        <source>as the plugin has it</source>
        <translation>celui de l’extension</translation>
    </message>
    <message>
        <source>YYYY-MM-DD</source>
        <translation>AAAA-MM-JJ</translation>
    </message>
</context>
<context>
    <name>EditionSettings</name>
    <message>
        <source>What is printed</source>
        <translation>Ce qui est imprimé</translation>
    </message>
    <message>
        <source>Look of the pages</source>
        <translation>Aspect des pages</translation>
    </message>
    <message>
        <source>Rules and folders</source>
        <translation>Règles et dossiers</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Subtitle</source>
        <translation>Sous-titre</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Région</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Agence</translation>
    </message>
    <message>
        <source>Edition (year)</source>
        <translation>Édition (année)</translation>
    </message>
    <message>
        <source>Month of the edition (“mars 2026”)</source>
        <translation>Mois de l’édition (« mars 2026 »)</translation>
    </message>
    <message>
        <source>Date of the maps</source>
        <translation>Date des cartes</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Auteur</translation>
    </message>
    <message>
        <source>Copyright of the base map</source>
        <translation>Copyright du fond de carte</translation>
    </message>
    <message>
        <source>Tool named on the pages</source>
        <translation>Outil nommé sur les pages</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>Second logo</source>
        <translation>Second logo</translation>
    </message>
    <message>
        <source>Charter</source>
        <translation>Charte</translation>
    </message>
    <message>
        <source>Layout template</source>
        <translation>Gabarit de mise en page</translation>
    </message>
    <message>
        <source>Press</source>
        <translation>Impression</translation>
    </message>
    <message>
        <source>Folder of your catalogue</source>
        <translation>Dossier de votre catalogue</translation>
    </message>
    <message>
        <source>Folder of your texts</source>
        <translation>Dossier de vos textes</translation>
    </message>
    <message>
        <source>Statistical secrecy: least number of persons published</source>
        <translation>Secret statistique : plus petit nombre de personnes publié</translation>
    </message>
    <message>
        <source>Cooperations: least medical time drawn (ETP)</source>
        <translation>Coopérations : plus petit temps médical dessiné (ETP)</translation>
    </message>
</context>
<context>
    <name>EffectPart</name>
    <message>
        <source>Shares of the population by class</source>
        <translation>Parts de la population par classe</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Before, %</source>
        <translation>Avant, %</translation>
    </message>
    <message>
        <source>Now, %</source>
        <translation>Après, %</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Habitants</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>classes</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>écarts</translation>
    </message>
    <message>
        <source>The &amp;map shows:</source>
        <translation>L&amp;a carte montre :</translation>
    </message>
    <message>
        <source>Back to re&amp;ference</source>
        <translation>Retour à la ré&amp;férence</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Après</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Écart</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>Le plus proche</translation>
    </message>
    <message>
        <source>Communes that change</source>
        <translation>Communes qui changent</translation>
    </message>
    <message>
        <source>{closed} sites closed, {opened} opened: &lt;b&gt;{farther}&lt;/b&gt; communes farther, &lt;b&gt;{nearer}&lt;/b&gt; nearer.</source>
        <translation>Sites fermés : {closed}, ouverts : {opened} ; communes plus loin : &lt;b&gt;{farther}&lt;/b&gt;, plus près : &lt;b&gt;{nearer}&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucune</translation>
    </message>
</context>
<context>
    <name>EmergencyResponders</name>
    <message>
        <source>Emergency responders from establishments</source>
        <translation>Effecteurs d’urgence tirés des établissements</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Responders</source>
        <translation>Effecteurs</translation>
    </message>
    <message>
        <source>{} responders written.</source>
        <translation>{} effecteurs écrits.</translation>
    </message>
</context>
<context>
    <name>EstablishmentsPage</name>
    <message>
        <source>Progress on establishments</source>
        <translation>Avancement sur les établissements</translation>
    </message>
    <message>
        <source>Findings on establishments</source>
        <translation>Constats sur les établissements</translation>
    </message>
    <message>
        <source>Jobs on establishments</source>
        <translation>Travaux sur les établissements</translation>
    </message>
    <message>
        <source>&amp;1 Import</source>
        <translation>&amp;1 Importer</translation>
    </message>
    <message>
        <source>&amp;2 Check</source>
        <translation>&amp;2 Contrôler</translation>
    </message>
    <message>
        <source>Nothing yet. Next: import the FINESS register or a list of sites.</source>
        <translation>Rien pour l’instant. Ensuite : importez le répertoire FINESS ou une liste de sites.</translation>
    </message>
    <message>
        <source>{n} establishments</source>
        <translation>{n} établissements</translation>
    </message>
    <message>
        <source>{n} authorisations</source>
        <translation>{n} autorisations</translation>
    </message>
    <message>
        <source>{n} rows of heavy equipment</source>
        <translation>{n} lignes d’équipements lourds</translation>
    </message>
    <message>
        <source>{n} rows of practitioners</source>
        <translation>{n} lignes de praticiens</translation>
    </message>
    <message>
        <source>{n} health centres (MSP)</source>
        <translation>{n} maisons de santé (MSP)</translation>
    </message>
    <message>
        <source>{n} devices</source>
        <translation>{n} dispositifs</translation>
    </message>
    <message>
        <source>Done: {done}. Next: import authorisations or the SAE: they say who does what.</source>
        <translation>Fait : {done}. Ensuite : importez les autorisations ou la SAE, qui disent qui fait quoi.</translation>
    </message>
    <message>
        <source>Done: {done}. Next: check them, then draw a theme.</source>
        <translation>Fait : {done}. Ensuite : contrôlez-les, puis dessinez un thème.</translation>
    </message>
    <message>
        <source>{n} rows of capacities (SAE, medico-social places)</source>
        <translation>{n} lignes de capacités (SAE, places médico-sociales)</translation>
    </message>
    <message>
        <source>&amp;3 Find</source>
        <translation>&amp;3 Chercher</translation>
    </message>
    <message>
        <source>&amp;4 Compare</source>
        <translation>&amp;4 Comparer</translation>
    </message>
    <message>
        <source>&amp;5 Draw</source>
        <translation>&amp;5 Dessiner</translation>
    </message>
</context>
<context>
    <name>ExportAtlas</name>
    <message>
        <source>Export the atlas</source>
        <translation>Exporter l’atlas</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Dossier de sortie</translation>
    </message>
    <message>
        <source>Atlas (PDF)</source>
        <translation>Atlas (PDF)</translation>
    </message>
    <message>
        <source>Sheets printed</source>
        <translation>Feuilles imprimées</translation>
    </message>
    <message>
        <source>Sheets skipped</source>
        <translation>Feuilles passées</translation>
    </message>
    <message>
        <source>Sheet {} not printed: no rows in {}.</source>
        <translation>Feuille {} non imprimée : aucune ligne dans {}.</translation>
    </message>
    <message>
        <source>Atlas written: {}</source>
        <translation>Atlas écrit : {}</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>Names of the files</source>
        <translation>Noms des fichiers</translation>
    </message>
    <message>
        <source>Resolution (dpi)</source>
        <translation>Résolution (ppp)</translation>
    </message>
    <message>
        <source>GeoPDF</source>
        <translation>GeoPDF</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Processus</translation>
    </message>
    <message>
        <source>Manifest (JSON)</source>
        <translation>Manifeste (JSON)</translation>
    </message>
    <message>
        <source>The book, one PDF</source>
        <translation>Le livre, en un seul PDF</translation>
    </message>
    <message>
        <source>A PDF a sheet</source>
        <translation>Un PDF par feuille</translation>
    </message>
    <message>
        <source>A PNG a sheet</source>
        <translation>Un PNG par feuille</translation>
    </message>
    <message>
        <source>An SVG a sheet</source>
        <translation>Un SVG par feuille</translation>
    </message>
    <message>
        <source>Parts of the book</source>
        <translation>Parties du livre</translation>
    </message>
    <message>
        <source>Type of the territories that have a page each (empty: none)</source>
        <translation>Type des territoires qui ont chacun leur page (vide : aucun)</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>Couverture</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Sommaire</translation>
    </message>
    <message>
        <source>A text before each family</source>
        <translation>Un texte avant chaque famille</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>Feuilles</translation>
    </message>
    <message>
        <source>Pages of territories</source>
        <translation>Pages par territoire</translation>
    </message>
    <message>
        <source>Method and sources</source>
        <translation>Méthode et sources</translation>
    </message>
    <message>
        <source>Project whose retouched sheets are printed as they are (.qgz)</source>
        <translation>Projet dont les feuilles retouchées sont imprimées telles quelles (.qgz)</translation>
    </message>
    <message>
        <source>Print despite the check</source>
        <translation>Imprimer malgré le contrôle</translation>
    </message>
</context>
<context>
    <name>ExportTab</name>
    <message>
        <source>Pages of &amp;territories:</source>
        <translation>Pages par &amp;territoire :</translation>
    </message>
    <message>
        <source>&amp;Web pages…</source>
        <translation>Pages &amp;web…</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucune</translation>
    </message>
    <message>
        <source>Folder of the atlas</source>
        <translation>Dossier de l’atlas</translation>
    </message>
    <message>
        <source>Parts of the book</source>
        <translation>Parties du livre</translation>
    </message>
    <message>
        <source>Files to write</source>
        <translation>Fichiers à écrire</translation>
    </message>
    <message>
        <source>PDF with coordinates (&amp;GeoPDF)</source>
        <translation>PDF avec coordonnées (&amp;GeoPDF)</translation>
    </message>
    <message>
        <source>&amp;Export the atlas</source>
        <translation>&amp;Exporter l’atlas</translation>
    </message>
    <message>
        <source>&amp;Folder:</source>
        <translation>&amp;Dossier :</translation>
    </message>
    <message>
        <source>&amp;Parts:</source>
        <translation>&amp;Parties :</translation>
    </message>
    <message>
        <source>F&amp;iles:</source>
        <translation>F&amp;ichiers :</translation>
    </message>
    <message>
        <source>&amp;Names of the files:</source>
        <translation>&amp;Noms des fichiers :</translation>
    </message>
    <message>
        <source>&amp;Resolution (dpi):</source>
        <translation>&amp;Résolution (dpi) :</translation>
    </message>
    <message>
        <source>Pr&amp;ocesses:</source>
        <translation>Pr&amp;ocessus :</translation>
    </message>
    <message>
        <source>Printing the atlas…</source>
        <translation>Impression de l’atlas…</translation>
    </message>
    <message>
        <source>The atlas is printed: {link}</source>
        <translation>L’atlas est imprimé : {link}</translation>
    </message>
    <message>
        <source>Retouches print once the project is saved.</source>
        <translation>Les retouches s’impriment une fois le projet enregistré.</translation>
    </message>
    <message>
        <source>Print &amp;despite the check</source>
        <translation>Imprimer &amp;malgré le contrôle</translation>
    </message>
</context>
<context>
    <name>ExportWeb</name>
    <message>
        <source>Export the atlas as web pages</source>
        <translation>Exporter l’atlas en pages web</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Dossier de sortie</translation>
    </message>
    <message>
        <source>First page (HTML)</source>
        <translation>Première page (HTML)</translation>
    </message>
    <message>
        <source>Sheets printed</source>
        <translation>Feuilles imprimées</translation>
    </message>
    <message>
        <source>Sheets skipped</source>
        <translation>Feuilles passées</translation>
    </message>
    <message>
        <source>Print despite the check</source>
        <translation>Imprimer malgré le contrôle</translation>
    </message>
</context>
<context>
    <name>ExpressDialog</name>
    <message>
        <source>Express map</source>
        <translation>Carte express</translation>
    </message>
    <message>
        <source>Progress of the map</source>
        <translation>Avancement de la carte</translation>
    </message>
    <message>
        <source>The slide will be shown here.</source>
        <translation>La diapositive s’affichera ici.</translation>
    </message>
    <message>
        <source>The map drawn last</source>
        <translation>La dernière carte dessinée</translation>
    </message>
    <message>
        <source>&amp;Draw</source>
        <translation>&amp;Dessiner</translation>
    </message>
    <message>
        <source>&amp;Copy the slide</source>
        <translation>&amp;Copier la diapositive</translation>
    </message>
    <message>
        <source>Open the A4 &amp;page</source>
        <translation>Ouvrir la &amp;page A4</translation>
    </message>
    <message>
        <source>&amp;Theme:</source>
        <translation>&amp;Thème :</translation>
    </message>
    <message>
        <source>T&amp;ype of territory:</source>
        <translation>T&amp;ype de territoire :</translation>
    </message>
    <message>
        <source>T&amp;erritory:</source>
        <translation>T&amp;erritoire :</translation>
    </message>
    <message>
        <source>&amp;Folder of the files:</source>
        <translation>Dossier des &amp;fichiers :</translation>
    </message>
    <message>
        <source>{activity} (activity)</source>
        <translation>{activity} (activité)</translation>
    </message>
    <message>
        <source>The whole region</source>
        <translation>Toute la région</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>Drawing the map…</source>
        <translation>Dessin de la carte…</translation>
    </message>
    <message>
        <source>The slide is on the clipboard.</source>
        <translation>La diapositive est dans le presse-papiers.</translation>
    </message>
</context>
<context>
    <name>ExpressMapAlgorithm</name>
    <message>
        <source>Express map of a territory</source>
        <translation>Carte express d’un territoire</translation>
    </message>
    <message>
        <source>Theme (a sheet&apos;s id, or an activity: H08, maternites)</source>
        <translation>Thème (identifiant d’une feuille, ou activité : H08, maternites)</translation>
    </message>
    <message>
        <source>Type of the territory (departement, epci, commune, region…)</source>
        <translation>Type du territoire (departement, epci, commune, region…)</translation>
    </message>
    <message>
        <source>Code of the territory (empty: the region)</source>
        <translation>Code du territoire (vide : la région)</translation>
    </message>
    <message>
        <source>Name of the files (empty: theme and territory)</source>
        <translation>Nom des fichiers (vide : thème et territoire)</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Dossier de sortie</translation>
    </message>
    <message>
        <source>A4 page (PDF)</source>
        <translation>Page A4 (PDF)</translation>
    </message>
    <message>
        <source>Slide (PNG)</source>
        <translation>Diapositive (PNG)</translation>
    </message>
    <message>
        <source>Title of the map</source>
        <translation>Titre de la carte</translation>
    </message>
    <message>
        <source>Map written: {} and {}</source>
        <translation>Carte écrite : {} et {}</translation>
    </message>
</context>
<context>
    <name>FindTab</name>
    <message>
        <source>Activities to find</source>
        <translation>Activités à chercher</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Catégories</translation>
    </message>
    <message>
        <source>any</source>
        <translation>indifférent</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Statut</translation>
    </message>
    <message>
        <source>public</source>
        <translation>public</translation>
    </message>
    <message>
        <source>private of collective interest (ESPIC)</source>
        <translation>privé d’intérêt collectif (ESPIC)</translation>
    </message>
    <message>
        <source>other private non-profit</source>
        <translation>autre privé non lucratif</translation>
    </message>
    <message>
        <source>private for-profit</source>
        <translation>privé lucratif</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>partout</translation>
    </message>
    <message>
        <source>that of the edition</source>
        <translation>celle de l’édition</translation>
    </message>
    <message>
        <source>Beds, places or devices of the activities ticked</source>
        <translation>Lits, places ou appareils des activités cochées</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Chercher</translation>
    </message>
    <message>
        <source>Zoom to what was found</source>
        <translation>Zoomer sur ce qui est trouvé</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Catégorie</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Capacité</translation>
    </message>
    <message>
        <source>Establishments found</source>
        <translation>Établissements trouvés</translation>
    </message>
    <message>
        <source>&amp;Authorisation:</source>
        <translation>&amp;Autorisation :</translation>
    </message>
    <message>
        <source>&amp;Modality:</source>
        <translation>&amp;Modalité :</translation>
    </message>
    <message>
        <source>F&amp;orm or mention:</source>
        <translation>F&amp;orme ou mention :</translation>
    </message>
    <message>
        <source>&amp;Categories:</source>
        <translation>&amp;Catégories :</translation>
    </message>
    <message>
        <source>&amp;Status:</source>
        <translation>&amp;Statut :</translation>
    </message>
    <message>
        <source>&amp;Territories:</source>
        <translation>&amp;Territoires :</translation>
    </message>
    <message>
        <source>T&amp;erritory:</source>
        <translation>T&amp;erritoire :</translation>
    </message>
    <message>
        <source>Opened f&amp;rom:</source>
        <translation>Ouve&amp;rt à partir du :</translation>
    </message>
    <message>
        <source>Opened &amp;until:</source>
        <translation>Ouvert &amp;jusqu’au :</translation>
    </message>
    <message>
        <source>&amp;Least capacity:</source>
        <translation>Capacité m&amp;inimale :</translation>
    </message>
    <message>
        <source>&amp;Date of the map:</source>
        <translation>&amp;Date de la carte :</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Recherche…</translation>
    </message>
    <message>
        <source>{found} establishments found, {lost} of them without coordinates (see the findings).</source>
        <translation>{found} établissements trouvés, dont {lost} sans coordonnées (voir les constats).</translation>
    </message>
    <message>
        <source>Atlas Soins: establishments</source>
        <translation>Atlas Soins : établissements</translation>
    </message>
</context>
<context>
    <name>FindingsTable</name>
    <message>
        <source>&amp;Zoom to it</source>
        <translation>&amp;Zoomer dessus</translation>
    </message>
    <message>
        <source>&amp;Accept…</source>
        <translation>&amp;Accepter…</translation>
    </message>
    <message>
        <source>Keep with a reason that this is known and right</source>
        <translation>Consigner, motif à l’appui, que ce constat est connu et exact</translation>
    </message>
    <message>
        <source>Show accepted ones</source>
        <translation>Afficher les constats acceptés</translation>
    </message>
    <message>
        <source>This has no place in the workspace.</source>
        <translation>Ce constat n’a pas de lieu dans l’espace de travail.</translation>
    </message>
    <message>
        <source>Accept {n} findings</source>
        <translation>Accepter {n} constats</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Gravité</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Constat</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Accepté</translation>
    </message>
    <message>
        <source>No findings to show.</source>
        <translation>Aucun constat à afficher.</translation>
    </message>
    <message>
        <source>Errors: {errors}. Warnings: {warnings}. Information: {infos}. Accepted: {accepted}.</source>
        <translation>Erreurs : {errors}. Avertissements : {warnings}. Informations : {infos}. Acceptés : {accepted}.</translation>
    </message>
    <message>
        <source>Take acceptance &amp;back</source>
        <translation>&amp;Retirer l’acceptation</translation>
    </message>
</context>
<context>
    <name>FlowLines</name>
    <message>
        <source>Flows between establishments</source>
        <translation>Flux entre établissements</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Table of flows (CSV, XLSX, ODS)</source>
        <translation>Table de flux (CSV, XLSX, ODS)</translation>
    </message>
    <message>
        <source>Column of the origin (FINESS)</source>
        <translation>Colonne de l’origine (FINESS)</translation>
    </message>
    <message>
        <source>Column of the destination (FINESS)</source>
        <translation>Colonne de la destination (FINESS)</translation>
    </message>
    <message>
        <source>Column of the value</source>
        <translation>Colonne de la valeur</translation>
    </message>
    <message>
        <source>Smallest value drawn</source>
        <translation>Plus petite valeur dessinée</translation>
    </message>
    <message>
        <source>Class bounds (none: widths in proportion)</source>
        <translation>Bornes de classes (aucune : largeurs proportionnelles)</translation>
    </message>
    <message>
        <source>Unit, for the legend</source>
        <translation>Unité, pour la légende</translation>
    </message>
    <message>
        <source>Width of the largest flow (mm)</source>
        <translation>Largeur du plus grand flux (mm)</translation>
    </message>
    <message>
        <source>Width of the map on paper (mm)</source>
        <translation>Largeur de la carte sur le papier (mm)</translation>
    </message>
    <message>
        <source>Flows</source>
        <translation>Flux</translation>
    </message>
    <message>
        <source>Labels and marks</source>
        <translation>Étiquettes et marques</translation>
    </message>
    <message>
        <source>Flows drawn</source>
        <translation>Flux dessinés</translation>
    </message>
    <message>
        <source>Flows under the threshold</source>
        <translation>Flux sous le seuil</translation>
    </message>
    <message>
        <source>Flows from a place to itself</source>
        <translation>Flux d’un lieu vers lui-même</translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>Atlas</source>
        <translation>Atlas</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Imports</translation>
    </message>
    <message>
        <source>Territories</source>
        <translation>Territoires</translation>
    </message>
    <message>
        <source>Access to care</source>
        <translation>Accès aux soins</translation>
    </message>
    <message>
        <source>Cooperations</source>
        <translation>Coopérations</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>Indicateurs</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Outils</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Help – Atlas Soins</source>
        <translation>Aide – Atlas Soins</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>&amp;Open an atlas…</source>
        <translation>&amp;Ouvrir un atlas…</translation>
    </message>
    <message>
        <source>&amp;New atlas…</source>
        <translation>&amp;Nouvel atlas…</translation>
    </message>
    <message>
        <source>Show its &amp;layers in the map</source>
        <translation>Afficher ses couches &amp;sur la carte</translation>
    </message>
    <message>
        <source>What the atlas holds</source>
        <translation>Contenu de l’atlas</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Lignes</translation>
    </message>
    <message>
        <source>State of data</source>
        <translation>Date d’état</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>What the atlas &amp;holds:</source>
        <translation>&amp;Contenu de l’atlas :</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Rien encore</translation>
    </message>
    <message>
        <source>{source} (illustrative)</source>
        <translation>{source} (illustratif)</translation>
    </message>
    <message>
        <source>Open an atlas</source>
        <translation>Ouvrir un atlas</translation>
    </message>
    <message>
        <source>Open the &amp;demo region</source>
        <translation>Ouvrir la région de &amp;démonstration</translation>
    </message>
    <message>
        <source>Copies the region that comes with the plugin into {folder}, and opens it</source>
        <translation>Copie la région fournie avec l’extension dans {folder}, et l’ouvre</translation>
    </message>
    <message>
        <source>&amp;Edition…</source>
        <translation>&amp;Édition…</translation>
    </message>
    <message>
        <source>Agency, dates, logo, charter and rules of this atlas</source>
        <translation>Agence, dates, logo, charte et règles de cet atlas</translation>
    </message>
    <message>
        <source>Progress on the atlas</source>
        <translation>Avancement de l’atlas</translation>
    </message>
    <message>
        <source>Your own region, step by step:</source>
        <translation>Votre région, pas à pas :</translation>
    </message>
    <message>
        <source>No atlas is open. Next: open the demo region to look around, or make a new atlas for your own region: one GeoPackage file.</source>
        <translation>Aucun atlas n’est ouvert. Ensuite : ouvrez la région de démonstration pour découvrir l’extension, ou créez un atlas pour votre région : un fichier GeoPackage.</translation>
    </message>
    <message>
        <source>The atlas is being made…</source>
        <translation>Création de l’atlas…</translation>
    </message>
    <message>
        <source>The edition is being stored…</source>
        <translation>Enregistrement de l’édition…</translation>
    </message>
</context>
<context>
    <name>ImportAccessTimes</name>
    <message>
        <source>The table goes to every commune: count only those that hold such a site</source>
        <translation>Le tableau mène à toutes les communes : ne compter que celles qui ont un tel site</translation>
    </message>
    <message>
        <source>Sheets draw these times (setting temps_methode)</source>
        <translation>Les feuilles dessinent ces temps (réglage temps_methode)</translation>
    </message>
    <message>
        <source>Import access times</source>
        <translation>Importer des temps d’accès</translation>
    </message>
    <message>
        <source>Table of communes and minutes</source>
        <translation>Table de communes et de minutes</translation>
    </message>
    <message>
        <source>What the times lead to (SU, tous, maternites, ...)</source>
        <translation>Ce à quoi mènent les temps (SU, tous, maternites, ...)</translation>
    </message>
    <message>
        <source>Origin of the times</source>
        <translation>Origine des temps</translation>
    </message>
    <message>
        <source>another</source>
        <translation>autre</translation>
    </message>
    <message>
        <source>Communes</source>
        <translation>Communes</translation>
    </message>
</context>
<context>
    <name>ImportAgencyTable</name>
    <message>
        <source>Import a table of the agency</source>
        <translation>Importer une table de l’agence</translation>
    </message>
    <message>
        <source>Kind of table</source>
        <translation>Sorte de table</translation>
    </message>
    <message>
        <source>Table (CSV, XLSX, ODS)</source>
        <translation>Table (CSV, XLSX, ODS)</translation>
    </message>
    <message>
        <source>Rows written</source>
        <translation>Lignes écrites</translation>
    </message>
    <message>
        <source>{} rows written in the table {}.</source>
        <translation>{} lignes écrites dans la table {}.</translation>
    </message>
</context>
<context>
    <name>ImportApl</name>
    <message>
        <source>Import DREES APL tables</source>
        <translation>Importer les tables d’APL de la DREES</translation>
    </message>
    <message>
        <source>APL table of DREES (xlsx, ods, csv)</source>
        <translation>Table d’APL de la DREES (xlsx, ods, csv)</translation>
    </message>
    <message>
        <source>Profession</source>
        <translation>Profession</translation>
    </message>
    <message>
        <source>Year (empty: the latest of the workbook)</source>
        <translation>Année (vide : la dernière du classeur)</translation>
    </message>
    <message>
        <source>Communes</source>
        <translation>Communes</translation>
    </message>
    <message>
        <source>Indicators written</source>
        <translation>Indicateurs écrits</translation>
    </message>
</context>
<context>
    <name>ImportAuthorisations</name>
    <message>
        <source>Import authorisations and heavy equipment</source>
        <translation>Importer les autorisations et les équipements lourds</translation>
    </message>
    <message>
        <source>File of authorisations</source>
        <translation>Fichier des autorisations</translation>
    </message>
    <message>
        <source>File of heavy equipment</source>
        <translation>Fichier des équipements matériels lourds</translation>
    </message>
    <message>
        <source>Authorisations</source>
        <translation>Autorisations</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Appareils</translation>
    </message>
    <message>
        <source>{}: {} rows.</source>
        <translation>{} : {} lignes.</translation>
    </message>
    <message>
        <source>Other column names of the authorisations (ours=theirs; ours=theirs)</source>
        <translation>Autres noms de colonnes des autorisations (le nôtre=le leur ; le nôtre=le leur)</translation>
    </message>
    <message>
        <source>Other column names of the equipment (ours=theirs; ours=theirs)</source>
        <translation>Autres noms de colonnes des équipements (le nôtre=le leur ; le nôtre=le leur)</translation>
    </message>
</context>
<context>
    <name>ImportCommunes</name>
    <message>
        <source>Import communes</source>
        <translation>Importer les communes</translation>
    </message>
    <message>
        <source>Layer of communes</source>
        <translation>Couche des communes</translation>
    </message>
    <message>
        <source>Layer of town halls</source>
        <translation>Couche des mairies</translation>
    </message>
    <message>
        <source>Communes</source>
        <translation>Communes</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Remarques</translation>
    </message>
</context>
<context>
    <name>ImportComposition</name>
    <message>
        <source>Import territories from a table of communes</source>
        <translation>Importer des territoires depuis une table de communes</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Tables (*.csv *.txt *.xlsx *.xlsm *.ods)</source>
        <translation>Tables (*.csv *.txt *.xlsx *.xlsm *.ods)</translation>
    </message>
    <message>
        <source>Sheet of the workbook</source>
        <translation>Feuille du classeur</translation>
    </message>
    <message>
        <source>The table lists territories of this type, not communes</source>
        <translation>La table énumère des territoires de ce type, non des communes</translation>
    </message>
    <message>
        <source>Table of movements of communes (INSEE)</source>
        <translation>Table des mouvements de communes (Insee)</translation>
    </message>
    <message>
        <source>Territories</source>
        <translation>Territoires</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Remarques</translation>
    </message>
    <message>
        <source>Communes of the table&apos;s year, for what no movement explains</source>
        <translation>Communes de l’année du tableau, pour ce qu’aucun mouvement n’explique</translation>
    </message>
</context>
<context>
    <name>ImportCooperationReturns</name>
    <message>
        <source>Import the returned workbooks of cooperations</source>
        <translation>Importer les classeurs de coopérations en retour</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Folder of the returns</source>
        <translation>Dossier des retours</translation>
    </message>
    <message>
        <source>Mirrored declarations settled (column “retenir” filled)</source>
        <translation>Déclarations en miroir tranchées (colonne « retenir » remplie)</translation>
    </message>
    <message>
        <source>Import the valid rows although others have errors</source>
        <translation>Importer les lignes valides malgré les erreurs des autres</translation>
    </message>
    <message>
        <source>Mirrored declarations that differ</source>
        <translation>Déclarations en miroir qui diffèrent</translation>
    </message>
    <message>
        <source>Files read</source>
        <translation>Fichiers lus</translation>
    </message>
    <message>
        <source>Rows written</source>
        <translation>Lignes écrites</translation>
    </message>
    <message>
        <source>Links declared otherwise</source>
        <translation>Liens déclarés différemment</translation>
    </message>
</context>
<context>
    <name>ImportCooperations</name>
    <message>
        <source>Import the survey of cooperations</source>
        <translation>Importer l’enquête de coopérations</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Survey (CSV, XLSX, ODS)</source>
        <translation>Enquête (CSV, XLSX, ODS)</translation>
    </message>
    <message>
        <source>Edition of rows that name none (year)</source>
        <translation>Édition des lignes qui n’en nomment pas (année)</translation>
    </message>
    <message>
        <source>State date of rows that give none (DD/MM/YYYY)</source>
        <translation>Date d’état des lignes qui n’en donnent pas (JJ/MM/AAAA)</translation>
    </message>
    <message>
        <source>Import the valid rows although others have errors</source>
        <translation>Importer les lignes valides malgré les erreurs des autres</translation>
    </message>
    <message>
        <source>Sheet of the workbook</source>
        <translation>Feuille du classeur</translation>
    </message>
    <message>
        <source>Medical time below which a link is not shown (ETP)</source>
        <translation>Temps médical sous lequel un lien n’est pas affiché (ETP)</translation>
    </message>
    <message>
        <source>Table of themes of your own (CSV)</source>
        <translation>Votre table de correspondance des thèmes (CSV)</translation>
    </message>
    <message>
        <source>Establishments decided by hand (CSV: nom, commune, finess)</source>
        <translation>Établissements décidés à la main (CSV : nom, commune, finess)</translation>
    </message>
    <message>
        <source>Source as printed</source>
        <translation>Source telle qu’imprimée</translation>
    </message>
    <message>
        <source>Illustrative data</source>
        <translation>Données illustratives</translation>
    </message>
    <message>
        <source>Candidates for uncertain names</source>
        <translation>Candidats pour les noms incertains</translation>
    </message>
    <message>
        <source>Rows read</source>
        <translation>Lignes lues</translation>
    </message>
    <message>
        <source>Rows written</source>
        <translation>Lignes écrites</translation>
    </message>
    <message>
        <source>Rows the sheets show</source>
        <translation>Lignes affichées sur les feuilles</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <source>{read} rows read, {written} written, {shown} shown on the sheets.</source>
        <translation>{read} lignes lues, {written} écrites, {shown} affichées sur les feuilles.</translation>
    </message>
    <message>
        <source>{inside} links inside a health territory, {across} between two.</source>
        <translation>{inside} liens dans un même territoire de santé, {across} entre deux.</translation>
    </message>
</context>
<context>
    <name>ImportEstablishments</name>
    <message>
        <source>Import establishments</source>
        <translation>Importer les établissements</translation>
    </message>
    <message>
        <source>FINESS register (any layout)</source>
        <translation>Référentiel FINESS (toute présentation)</translation>
    </message>
    <message>
        <source>List of sites with longitude and latitude</source>
        <translation>Liste de sites avec longitude et latitude</translation>
    </message>
    <message>
        <source>File of establishments</source>
        <translation>Fichier des établissements</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Présentation</translation>
    </message>
    <message>
        <source>File of legal entities</source>
        <translation>Fichier des entités juridiques</translation>
    </message>
    <message>
        <source>Place sites without coordinates at the town hall</source>
        <translation>Placer à la mairie les sites sans coordonnées</translation>
    </message>
    <message>
        <source>Add to the establishments already there instead of replacing them</source>
        <translation>Compléter les établissements présents au lieu de les remplacer</translation>
    </message>
    <message>
        <source>Establishments</source>
        <translation>Établissements</translation>
    </message>
    <message>
        <source>Establishments without coordinates</source>
        <translation>Établissements sans coordonnées</translation>
    </message>
    <message>
        <source>{} establishments, {} of them without coordinates.</source>
        <translation>{} établissements, dont {} sans coordonnées.</translation>
    </message>
</context>
<context>
    <name>ImportIndicators</name>
    <message>
        <source>Import indicators</source>
        <translation>Importer des indicateurs</translation>
    </message>
    <message>
        <source>Table of indicators (CSV, XLSX, ODS)</source>
        <translation>Tableau d’indicateurs (CSV, XLSX, ODS)</translation>
    </message>
    <message>
        <source>Type of its territories (commune, epci, departement ...; empty: whichever fits)</source>
        <translation>Type de ses territoires (commune, epci, departement… ; vide : celui qui convient)</translation>
    </message>
    <message>
        <source>Period, where the table does not say it</source>
        <translation>Période, si le tableau ne la dit pas</translation>
    </message>
    <message>
        <source>Unit, where the table does not say it</source>
        <translation>Unité, si le tableau ne la dit pas</translation>
    </message>
    <message>
        <source>Sheet of a workbook</source>
        <translation>Feuille d’un classeur</translation>
    </message>
    <message>
        <source>Rows written</source>
        <translation>Lignes écrites</translation>
    </message>
    <message>
        <source>Rows of territories of the workspace</source>
        <translation>Lignes de territoires de l’espace de travail</translation>
    </message>
    <message>
        <source>Indicators written</source>
        <translation>Indicateurs écrits</translation>
    </message>
    <message>
        <source>{} values of {} indicators, {} of territories of the workspace.</source>
        <translation>{} valeurs de {} indicateurs, dont {} de territoires de l’espace de travail.</translation>
    </message>
</context>
<context>
    <name>ImportMedicoSocial</name>
    <message>
        <source>Import places of medico-social establishments</source>
        <translation>Importer les places des établissements médico-sociaux</translation>
    </message>
    <message>
        <source>File of medico-social equipment (flow 1100505, or a table)</source>
        <translation>Fichier des équipements médico-sociaux (flux 1100505, ou une table)</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Année</translation>
    </message>
    <message>
        <source>Installed places</source>
        <translation>Places installées</translation>
    </message>
    <message>
        <source>Establishments with places</source>
        <translation>Établissements ayant des places</translation>
    </message>
</context>
<context>
    <name>ImportOqos</name>
    <message>
        <source>Import objectives of care supply (OQOS)</source>
        <translation>Importer les objectifs de l’offre de soins (OQOS)</translation>
    </message>
    <message>
        <source>Table of OQOS (CSV, XLSX, ODS)</source>
        <translation>Tableau d’OQOS (CSV, XLSX, ODS)</translation>
    </message>
    <message>
        <source>Zone, where the table has no column for it</source>
        <translation>Zone, si le tableau n’a pas de colonne pour elle</translation>
    </message>
    <message>
        <source>Nomenclature, where the table does not say it (avant, apres, identique)</source>
        <translation>Nomenclature, si le tableau ne la dit pas (avant, apres, identique)</translation>
    </message>
    <message>
        <source>Correspondence of the lines before and after the reform</source>
        <translation>Correspondance des lignes d’avant et d’après la réforme</translation>
    </message>
    <message>
        <source>Sums by zone and activity</source>
        <translation>Sommes par zone et activité</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Écarts</translation>
    </message>
    <message>
        <source>Rows written</source>
        <translation>Lignes écrites</translation>
    </message>
</context>
<context>
    <name>ImportPractitioners</name>
    <message>
        <source>Import liberal practitioners</source>
        <translation>Importer les praticiens libéraux</translation>
    </message>
    <message>
        <source>Extract of the Annuaire santé, or table of counts</source>
        <translation>Extraction de l’Annuaire santé, ou table d’effectifs</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Année</translation>
    </message>
    <message>
        <source>Practitioners</source>
        <translation>Praticiens</translation>
    </message>
    <message>
        <source>{} practitioners in {} communes.</source>
        <translation>{} praticiens dans {} communes.</translation>
    </message>
</context>
<context>
    <name>ImportPreview</name>
    <message>
        <source>The file is being read…</source>
        <translation>Lecture du fichier…</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(aucune)</translation>
    </message>
    <message>
        <source>Column for {wanted}</source>
        <translation>Colonne pour {wanted}</translation>
    </message>
    <message>
        <source>Choose a column for: {names}</source>
        <translation>Choisissez une colonne pour : {names}</translation>
    </message>
</context>
<context>
    <name>ImportSae</name>
    <message>
        <source>Import SAE tables</source>
        <translation>Importer les tables de la SAE</translation>
    </message>
    <message>
        <source>Folder of the SAE tables</source>
        <translation>Dossier des tables de la SAE</translation>
    </message>
    <message>
        <source>Rows of capacities</source>
        <translation>Lignes de capacités</translation>
    </message>
    <message>
        <source>Establishments added</source>
        <translation>Établissements ajoutés</translation>
    </message>
    <message>
        <source>{} rows of capacities of {} sites; {} establishments added.</source>
        <translation>{} lignes de capacités de {} sites ; {} établissements ajoutés.</translation>
    </message>
</context>
<context>
    <name>ImportTerritories</name>
    <message>
        <source>Import territories from a layer</source>
        <translation>Importer des territoires depuis une couche</translation>
    </message>
    <message>
        <source>Layer of territories</source>
        <translation>Couche des territoires</translation>
    </message>
    <message>
        <source>Territories</source>
        <translation>Territoires</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Remarques</translation>
    </message>
    <message>
        <source>Communes moved by hand are moved again.</source>
        <translation>Les communes déplacées à la main le sont de nouveau.</translation>
    </message>
</context>
<context>
    <name>Imports</name>
    <message>
        <source>Workspace</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Departments to keep (22 29 35 56; those of the communes if empty)</source>
        <translation>Départements à garder (22 29 35 56 ; ceux des communes si vide)</translation>
    </message>
    <message>
        <source>Other column names (ours=theirs; ours=theirs)</source>
        <translation>Autres noms de colonnes (le nôtre=le leur ; le nôtre=le leur)</translation>
    </message>
    <message>
        <source>Source, as a sheet prints it</source>
        <translation>Source, telle qu’une feuille l’imprime</translation>
    </message>
    <message>
        <source>Producer</source>
        <translation>Producteur</translation>
    </message>
    <message>
        <source>Date of the data (YYYY-MM-DD)</source>
        <translation>Date des données (AAAA-MM-JJ)</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>Emergency responders</source>
        <translation>Effecteurs d’urgence</translation>
    </message>
    <message>
        <source>Establishments</source>
        <translation>Établissements</translation>
    </message>
    <message>
        <source>Communes</source>
        <translation>Communes</translation>
    </message>
</context>
<context>
    <name>LinksTab</name>
    <message>
        <source>&amp;Use on the sheets</source>
        <translation>Appliquer aux &amp;feuilles</translation>
    </message>
    <message>
        <source>The sheets of this atlas hide links below this medical time, and say so</source>
        <translation>Les feuilles de cet atlas masquent les liens sous ce temps médical, et le disent</translation>
    </message>
    <message>
        <source>List the &amp;hidden links too, with the reason</source>
        <translation>Lister aussi les liens &amp;masqués, avec le motif</translation>
    </message>
    <message>
        <source>Site A</source>
        <translation>Site A</translation>
    </message>
    <message>
        <source>Site B</source>
        <translation>Site B</translation>
    </message>
    <message>
        <source>Modality</source>
        <translation>Modalité</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Affiché</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>Links of the theme</source>
        <translation>Liens du thème</translation>
    </message>
    <message>
        <source>Li&amp;nks (select here or in the map; double click to go there):</source>
        <translation>Lie&amp;ns (sélection ici ou sur la carte ; double clic pour s’y rendre) :</translation>
    </message>
    <message>
        <source>Draw for the &amp;ground the map shows</source>
        <translation>Dessiner pour l’&amp;emprise affichée par la carte</translation>
    </message>
    <message>
        <source>Curves and labels are spaced for a map of that ground, 212 mm wide</source>
        <translation>Courbes et étiquettes sont espacées pour une carte de cette emprise, large de 212 mm</translation>
    </message>
    <message>
        <source>&amp;Write the object where the line is long enough</source>
        <translation>É&amp;crire l’objet là où la ligne est assez longue</translation>
    </message>
    <message>
        <source>&amp;Draw in the map</source>
        <translation>&amp;Dessiner dans la carte</translation>
    </message>
    <message>
        <source>&amp;Theme:</source>
        <translation>&amp;Thème :</translation>
    </message>
    <message>
        <source>&amp;Edition:</source>
        <translation>Éd&amp;ition :</translation>
    </message>
    <message>
        <source>&amp;Least medical time:</source>
        <translation>Temps médical minima&amp;l :</translation>
    </message>
    <message>
        <source>The links are being drawn…</source>
        <translation>Dessin des liens en cours…</translation>
    </message>
    <message>
        <source>Cooperations</source>
        <translation>Coopérations</translation>
    </message>
    <message>
        <source>The sheets still hide links below {value} ETP.</source>
        <translation>Les feuilles masquent encore les liens sous {value} ETP.</translation>
    </message>
    <message>
        <source>The sheets hide links below {value} ETP, and say so.</source>
        <translation>Les feuilles masquent les liens sous {value} ETP, et le disent.</translation>
    </message>
    <message>
        <source>&lt;b&gt;{shown}&lt;/b&gt; links shown, {hidden} hidden</source>
        <translation>&lt;b&gt;{shown}&lt;/b&gt; liens affichés, {hidden} masqués</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>{shown} links drawn, {hidden} hidden by the rule.</source>
        <translation>{shown} liens dessinés, {hidden} masqués par la règle.</translation>
    </message>
</context>
<context>
    <name>LoadTab</name>
    <message>
        <source>Communes, from a layer</source>
        <translation>Communes, depuis une couche</translation>
    </message>
    <message>
        <source>Territories, from a layer</source>
        <translation>Territoires, depuis une couche</translation>
    </message>
    <message>
        <source>Territories, from a table of communes</source>
        <translation>Territoires, depuis un tableau de communes</translation>
    </message>
    <message>
        <source>Layer to load</source>
        <translation>Couche à charger</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tableaux</translation>
    </message>
    <message>
        <source>Table to load</source>
        <translation>Tableau à charger</translation>
    </message>
    <message>
        <source>the first</source>
        <translation>la première</translation>
    </message>
    <message>
        <source>communes</source>
        <translation>communes</translation>
    </message>
    <message>
        <source>Movements of communes</source>
        <translation>Mouvements de communes</translation>
    </message>
    <message>
        <source>such as: IGN, ADMIN EXPRESS 2025</source>
        <translation>par exemple : IGN, ADMIN EXPRESS 2025</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>non indiquée</translation>
    </message>
    <message>
        <source>First rows of what is loaded</source>
        <translation>Premières lignes de ce qui est chargé</translation>
    </message>
    <message>
        <source>&amp;Load into the atlas</source>
        <translation>C&amp;harger dans l’atlas</translation>
    </message>
    <message>
        <source>&amp;What:</source>
        <translation>&amp;Quoi :</translation>
    </message>
    <message>
        <source>&amp;Type:</source>
        <translation>&amp;Type :</translation>
    </message>
    <message>
        <source>La&amp;yer:</source>
        <translation>C&amp;ouche :</translation>
    </message>
    <message>
        <source>Ta&amp;ble:</source>
        <translation>Ta&amp;bleau :</translation>
    </message>
    <message>
        <source>&amp;Sheet of the workbook:</source>
        <translation>Feuill&amp;e du classeur :</translation>
    </message>
    <message>
        <source>&amp;Its rows are:</source>
        <translation>Ses lignes &amp;sont :</translation>
    </message>
    <message>
        <source>S&amp;ource, as printed:</source>
        <translation>&amp;Mention de source imprimée :</translation>
    </message>
    <message>
        <source>&amp;Date of the data:</source>
        <translation>&amp;Date des données :</translation>
    </message>
    <message>
        <source>Columns found (correct what is wrong):</source>
        <translation>Colonnes reconnues (corrigez ce qui est faux) :</translation>
    </message>
    <message>
        <source>The source is needed: sheets print it</source>
        <translation>La mention de source est nécessaire : les feuilles l’impriment</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Chargement en cours…</translation>
    </message>
    <message>
        <source>{n} communes loaded. Next: load a zoning, or build one.</source>
        <translation>{n} communes chargées. Ensuite : chargez un zonage ou construisez-en un.</translation>
    </message>
    <message>
        <source>{n} territories loaded. Next: check them.</source>
        <translation>{n} territoires chargés. Ensuite : contrôlez-les.</translation>
    </message>
    <message>
        <source>Correct &amp;malformed codes</source>
        <translation>Corriger les codes mal &amp;formés</translation>
    </message>
    <message>
        <source>INSEE codes are corrected as the findings propose</source>
        <translation>Les codes INSEE sont corrigés comme les constats le proposent</translation>
    </message>
    <message>
        <source>A&amp;pproximate or invented data</source>
        <translation>Données a&amp;pprochées ou fictives</translation>
    </message>
    <message>
        <source>Every sheet that draws them says so</source>
        <translation>Chaque feuille qui les dessine le dit</translation>
    </message>
    <message>
        <source>Mo&amp;vements of communes:</source>
        <translation>Mou&amp;vements :</translation>
    </message>
    <message>
        <source>&amp;COG year:</source>
        <translation>&amp;Année du COG :</translation>
    </message>
    <message>
        <source>&amp;New type…</source>
        <translation>&amp;Nouveau type…</translation>
    </message>
</context>
<context>
    <name>Locator</name>
    <message>
        <source>This has no place in the workspace.</source>
        <translation>Ce constat n’a pas de lieu dans l’espace de travail.</translation>
    </message>
    <message>
        <source>Establishments of the atlas (FINESS, name or commune)</source>
        <translation>Établissements de l’atlas (FINESS, nom ou commune)</translation>
    </message>
    <message>
        <source>Territories and communes of the atlas</source>
        <translation>Territoires et communes de l’atlas</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>{chemin} is not an Atlas Soins workspace.</source>
        <translation>{chemin} n’est pas un espace de travail Atlas Soins.</translation>
    </message>
    <message>
        <source>{chemin} already exists: open it, or choose another name.</source>
        <translation>{chemin} existe déjà : l’ouvrir, ou choisir un autre nom.</translation>
    </message>
    <message>
        <source>Table {table}: unknown column {c}. Columns known: {liste}.</source>
        <translation>Table {table} : colonne {c} inconnue. Colonnes connues : {liste}.</translation>
    </message>
    <message>
        <source>Table {table}: required column missing: {c}. Columns found: {liste}.</source>
        <translation>Table {table} : colonne obligatoire absente : {c}. Colonnes trouvées : {liste}.</translation>
    </message>
    <message>
        <source>Line {n}: the column {c} of the table {table} is required and empty.</source>
        <translation>Ligne {n} : la colonne {c} de la table {table} est obligatoire et vide.</translation>
    </message>
    <message>
        <source>Line {n}: geometry of type {v} in the table {table} ({attendu} expected).</source>
        <translation>Ligne {n} : géométrie de type {v} dans la table {table} ({attendu} attendu).</translation>
    </message>
    <message>
        <source>Unknown coordinate reference system: {crs}.</source>
        <translation>Système de coordonnées inconnu : {crs}.</translation>
    </message>
    <message>
        <source>{chemin} could not be read or written; nothing was changed: {detail}</source>
        <translation>{chemin} n’a pu être lu ou écrit ; rien n’a été modifié : {detail}</translation>
    </message>
    <message>
        <source>The table {table} of {chemin} cannot be opened as a layer.</source>
        <translation>La table {table} de {chemin} ne peut être ouverte comme couche.</translation>
    </message>
    <message>
        <source>{chemin} cannot be made: the folder {dossier} does not exist.</source>
        <translation>{chemin} ne peut être créé : le dossier {dossier} n’existe pas.</translation>
    </message>
    <message>
        <source>Unknown table {table}. Tables known: {liste}.</source>
        <translation>Table {table} inconnue. Tables connues : {liste}.</translation>
    </message>
    <message>
        <source>The filter of the table {table} is not understood: {filtre}</source>
        <translation>Le filtre de la table {table} n’est pas compris : {filtre}</translation>
    </message>
    <message>
        <source>The database {chemin} cannot be reached: {detail}</source>
        <translation>La base {chemin} ne peut être jointe : {detail}</translation>
    </message>
    <message>
        <source>The schema cannot be made in {chemin}: {detail}</source>
        <translation>Le schéma ne peut être créé dans {chemin} : {detail}</translation>
    </message>
    <message>
        <source>“{schema}” cannot name a schema: lower-case letters, digits and _ only.</source>
        <translation>« {schema} » ne peut nommer un schéma : lettres minuscules, chiffres et _ seulement.</translation>
    </message>
    <message>
        <source>{chemin} is in use by another program or person: nothing was changed. Try again in a moment.</source>
        <translation>{chemin} est en cours d’utilisation par un autre programme ou une autre personne : rien n’a été modifié. Réessayer dans un instant.</translation>
    </message>
    <message>
        <source>There is no connection “{connexion}” to PostgreSQL in QGIS.</source>
        <translation>QGIS n’a pas de connexion PostgreSQL « {connexion} ».</translation>
    </message>
    <message>
        <source>The file {chemin} was not found.</source>
        <translation>Le fichier {chemin} est introuvable.</translation>
    </message>
    <message>
        <source>Unknown encoding: neither UTF-8 nor Windows-1252.</source>
        <translation>Encodage non reconnu : ni UTF-8 ni Windows-1252.</translation>
    </message>
    <message>
        <source>Unknown delimiter: semicolon, comma, tab or vertical bar expected.</source>
        <translation>Délimiteur non reconnu : point-virgule, virgule, tabulation ou barre verticale attendus.</translation>
    </message>
    <message>
        <source>Required column missing: {col}. Columns found: {liste}.</source>
        <translation>Colonne obligatoire absente : {col}. Colonnes trouvées : {liste}.</translation>
    </message>
    <message>
        <source>Line {n}, column {c}: value “{v}” is not valid ({attendu}).</source>
        <translation>Ligne {n}, colonne {c} : valeur « {v} » invalide ({attendu}).</translation>
    </message>
    <message>
        <source>The file {chemin} is empty.</source>
        <translation>Le fichier {chemin} est vide.</translation>
    </message>
    <message>
        <source>{chemin} holds no layer or table that can be read.</source>
        <translation>{chemin} ne contient ni couche ni table lisible.</translation>
    </message>
    <message>
        <source>The layer {chemin} has no coordinate reference system.</source>
        <translation>La couche {chemin} n’a pas de système de coordonnées.</translation>
    </message>
    <message>
        <source>{chemin} cannot be read or written: {cause}.</source>
        <translation>{chemin} ne peut être lu ou écrit : {cause}.</translation>
    </message>
    <message>
        <source>Line {n}: INSEE code “{v}” is not valid (leading zero lost? proposed: {propose}).</source>
        <translation>Ligne {n} : code INSEE « {v} » invalide (zéro initial perdu ? proposé : {propose}).</translation>
    </message>
    <message>
        <source>Line {n}: the code {v} stands more than once in the zoning {type}.</source>
        <translation>Ligne {n} : le code {v} figure plusieurs fois dans le zonage {type}.</translation>
    </message>
    <message>
        <source>Line {n}: the commune {insee} is not in the COG of {annee}.</source>
        <translation>Ligne {n} : la commune {insee} est inconnue du COG {annee}.</translation>
    </message>
    <message>
        <source>The commune {insee} is assigned to two territories ({a}, {b}) of the zoning {type}.</source>
        <translation>La commune {insee} est affectée à deux territoires ({a}, {b}) du zonage {type}.</translation>
    </message>
    <message>
        <source>The commune {insee} belongs to no territory of the zoning {type}.</source>
        <translation>La commune {insee} n’appartient à aucun territoire du zonage {type}.</translation>
    </message>
    <message>
        <source>The geometry of the territory {id} is not valid: {cause}.</source>
        <translation>La géométrie du territoire {id} est invalide : {cause}.</translation>
    </message>
    <message>
        <source>The territory of action {a} reaches outside the territory of concertation {b} ({ha} ha).</source>
        <translation>Le territoire d’action {a} déborde du territoire de concertation {b} ({ha} ha).</translation>
    </message>
    <message>
        <source>Psychiatric sector {s}: {pop} inhabitants, the reference being about 70,000.</source>
        <translation>Secteur psychiatrique {s} : {pop} habitants, repère de 70 000 environ.</translation>
    </message>
    <message>
        <source>The territory {id} is in {parts} separate parts.</source>
        <translation>Le territoire {id} est en {parts} parties disjointes.</translation>
    </message>
    <message>
        <source>Line {n}: unknown type of territory “{v}”.</source>
        <translation>Ligne {n} : type de territoire « {v} » non reconnu.</translation>
    </message>
    <message>
        <source>Line {n}: FINESS number “{v}” is malformed (9 characters expected, leading zero lost?).</source>
        <translation>Ligne {n} : numéro FINESS « {v} » mal formé (9 caractères attendus, zéro initial perdu ?).</translation>
    </message>
    <message>
        <source>Line {n}: the check digit of the FINESS number {v} is wrong; check the entry.</source>
        <translation>Ligne {n} : la clé du numéro FINESS {v} est incorrecte ; vérifier la saisie.</translation>
    </message>
    <message>
        <source>Line {n}: the FINESS number {v} stands more than once.</source>
        <translation>Ligne {n} : le numéro FINESS {v} figure plusieurs fois.</translation>
    </message>
    <message>
        <source>{n} establishments without coordinates: they are not on the map (list in the report).</source>
        <translation>{n} établissements sans coordonnées : ils ne figurent pas sur la carte (liste dans le rapport).</translation>
    </message>
    <message>
        <source>Line {n}: unknown category of establishment “{v}”.</source>
        <translation>Ligne {n} : catégorie d’établissement « {v} » inconnue.</translation>
    </message>
    <message>
        <source>{rs} ({finess}) is closed since {date}, before the date of the map.</source>
        <translation>{rs} ({finess}) est fermé depuis le {date}, avant la date de la carte.</translation>
    </message>
    <message>
        <source>Line {n}: the legal entity {v} was not found.</source>
        <translation>Ligne {n} : entité juridique {v} introuvable.</translation>
    </message>
    <message>
        <source>The health territory {t} has several reference hospitals: {liste}.</source>
        <translation>Le territoire de santé {t} a plusieurs établissements de référence : {liste}.</translation>
    </message>
    <message>
        <source>The health territory {t} has no designated reference hospital.</source>
        <translation>Le territoire de santé {t} n’a pas d’établissement de référence désigné.</translation>
    </message>
    <message>
        <source>Line {n}: activity, modality and form {v} are not in the nomenclature; the code is kept.</source>
        <translation>Ligne {n} : activité, modalité et forme {v} absentes de la nomenclature ; le code est conservé.</translation>
    </message>
    <message>
        <source>Line {n}: the authorisation ends ({fin}) before it begins ({debut}).</source>
        <translation>Ligne {n} : l’autorisation finit ({fin}) avant de commencer ({debut}).</translation>
    </message>
    <message>
        <source>Line {n}: the authorisation expired on {fin}, before the date of the data.</source>
        <translation>Ligne {n} : autorisation échue le {fin}, avant la date d’état.</translation>
    </message>
    <message>
        <source>Line {n}: the authorisation has not been put into operation.</source>
        <translation>Ligne {n} : autorisation non mise en œuvre.</translation>
    </message>
    <message>
        <source>Line {n}: the establishment {v} is not in the loaded FINESS register.</source>
        <translation>Ligne {n} : établissement {v} absent du référentiel FINESS chargé.</translation>
    </message>
    <message>
        <source>Line {n}, column {c}: empty is not 0; the value is kept as missing.</source>
        <translation>Ligne {n}, colonne {c} : vide ne vaut pas 0 ; la valeur est tenue pour manquante.</translation>
    </message>
    <message>
        <source>Line {n}: unknown modality “{v}” (A, B, C, D, E or ND).</source>
        <translation>Ligne {n} : modalité « {v} » inconnue (A, B, C, D, E ou ND).</translation>
    </message>
    <message>
        <source>Line {n}: modalities A to E do not apply to chemotherapy cooperations.</source>
        <translation>Ligne {n} : les modalités A à E ne s’appliquent pas aux coopérations en chimiothérapie.</translation>
    </message>
    <message>
        <source>Line {n}: a {type} cooperation carries no modality, ETP or PDSES.</source>
        <translation>Ligne {n} : une coopération {type} ne porte ni modalité, ni ETP, ni PDSES.</translation>
    </message>
    <message>
        <source>Line {n}: medical time of {v} ETP is out of range (0 to 20).</source>
        <translation>Ligne {n} : temps médical de {v} ETP hors limites (0 à 20).</translation>
    </message>
    <message>
        <source>Line {n}: medical time “{v}” is not a number (example: 0.2).</source>
        <translation>Ligne {n} : temps médical « {v} » non numérique (exemple : 0,2).</translation>
    </message>
    <message>
        <source>Line {n}: the establishment {finess} is not in the loaded FINESS register.</source>
        <translation>Ligne {n} : établissement {finess} absent du référentiel FINESS chargé.</translation>
    </message>
    <message>
        <source>Line {n}: an establishment cannot cooperate with itself.</source>
        <translation>Ligne {n} : un établissement ne peut pas coopérer avec lui-même.</translation>
    </message>
    <message>
        <source>Lines {a} and {b}: same pair, same theme, same edition, same object and same modality.</source>
        <translation>Lignes {a} et {b} : même couple, même thème, même édition, même objet et même modalité.</translation>
    </message>
    <message>
        <source>Line {n}: modality E (PDSES only) but PDSES is “non”.</source>
        <translation>Ligne {n} : modalité E (PDSES uniquement) mais PDSES « non ».</translation>
    </message>
    <message>
        <source>Line {n}: modality E without PDSES: read as a shared PDSES.</source>
        <translation>Ligne {n} : modalité E sans PDSES : PDSES tenue pour partagée.</translation>
    </message>
    <message>
        <source>Line {n}: the establishment {finess} is neither public nor ESPIC.</source>
        <translation>Ligne {n} : l’établissement {finess} n’est ni public ni ESPIC.</translation>
    </message>
    <message>
        <source>Line {n}: both establishments are in one territory and neither is its reference hospital.</source>
        <translation>Ligne {n} : les deux établissements sont du même territoire et aucun n’en est le CH référent.</translation>
    </message>
    <message>
        <source>Line {n}: the date of the data ({date}) does not fit the edition {edition}, or differs within it.</source>
        <translation>Ligne {n} : la date d’état ({date}) est postérieure à l’édition {edition}, ou l’édition en porte plusieurs.</translation>
    </message>
    <message>
        <source>Line {n}: “{v}” was recognised by its name as {rs} ({finess}); check it.</source>
        <translation>Ligne {n} : « {v} » a été reconnu par son nom comme {rs} ({finess}) ; à vérifier.</translation>
    </message>
    <message>
        <source>Line {n}: “{v}” ({commune}) is not one establishment for sure. Candidates: {candidats}.</source>
        <translation>Ligne {n} : « {v} » ({commune}) ne désigne pas sûrement un établissement. Candidats : {candidats}.</translation>
    </message>
    <message>
        <source>Line {n}: “first atlas” contradicts the first edition in the workspace; the declaration is kept.</source>
        <translation>Ligne {n} : « premier atlas » contredit la première édition de l’espace de travail ; la déclaration est gardée.</translation>
    </message>
    <message>
        <source>Line {n}: the identifier {v} stands more than once in its edition.</source>
        <translation>Ligne {n} : l’identifiant {v} figure plusieurs fois dans son édition.</translation>
    </message>
    <message>
        <source>Line {n}: modality E (PDSES only) but a medical time of {v} ETP.</source>
        <translation>Ligne {n} : modalité E (PDSES uniquement) mais un temps médical de {v} ETP.</translation>
    </message>
    <message>
        <source>Line {n}: PDSES left blank: read as not shared, printed “ND”.</source>
        <translation>Ligne {n} : PDSES laissée vide : tenue pour non partagée, imprimée « ND ».</translation>
    </message>
    <message>
        <source>Status unknown (public, ESPIC or other) for the establishments {liste}: their links are kept.</source>
        <translation>Statut inconnu (public, ESPIC ou autre) pour les établissements {liste} : leurs liens sont gardés.</translation>
    </message>
    <message>
        <source>Line {n}: the theme “{v}” (object: “{objet}”) belongs to no sheet; complete the table of themes.</source>
        <translation>Ligne {n} : le thème « {v} » (objet : « {objet} ») n’appartient à aucune feuille ; compléter la table des thèmes.</translation>
    </message>
    <message>
        <source>{n} cooperations are without a place on the map, one of their sites having no coordinates: {liste}.</source>
        <translation>{n} coopérations sans place sur la carte, l’un de leurs sites n’ayant pas de coordonnées : {liste}.</translation>
    </message>
    <message>
        <source>{n} errors in {lues} rows: nothing was written. Mend the file, or ask for the valid rows alone.</source>
        <translation>{n} erreurs sur {lues} lignes : rien n’a été écrit. Corriger le fichier, ou demander les seules lignes valides.</translation>
    </message>
    <message>
        <source>The workspace holds no establishment: import FINESS first, then the survey of cooperations.</source>
        <translation>L’espace de travail ne contient aucun établissement : importer FINESS d’abord, puis l’enquête de coopérations.</translation>
    </message>
    <message>
        <source>No cooperation to draw: none of this theme and edition is shown and located.</source>
        <translation>Aucune coopération à dessiner : aucune de ce thème et de cette édition n’est affichée et localisée.</translation>
    </message>
    <message>
        <source>The workspace holds no cooperation of the edition {edition} (editions found: {liste}).</source>
        <translation>L’espace de travail ne contient aucune coopération de l’édition {edition} (éditions trouvées : {liste}).</translation>
    </message>
    <message>
        <source>Declared alike by two hospitals, kept once: {a} and {b}.</source>
        <translation>Déclaré de même par deux établissements, gardé une fois : {a} et {b}.</translation>
    </message>
    <message>
        <source>Declared otherwise by two hospitals: {a} and {b}. Neither is kept until one of them is chosen.</source>
        <translation>Déclaré différemment par deux établissements : {a} et {b}. Aucune des deux n’est gardée tant que l’une n’est pas choisie.</translation>
    </message>
    <message>
        <source>Line {n}: unknown type of emergency responder “{v}”.</source>
        <translation>Ligne {n} : type d’effecteur d’urgence « {v} » inconnu.</translation>
    </message>
    <message>
        <source>The SAMU correspondent {id} has no territory to cover.</source>
        <translation>Le médecin correspondant du SAMU {id} n’a pas de territoire couvert.</translation>
    </message>
    <message>
        <source>Line {n}: negative travel time ({v} min).</source>
        <translation>Ligne {n} : temps d’accès négatif ({v} min).</translation>
    </message>
    <message>
        <source>Line {n}: time within the commune {insee} is {v} min, whereas the METRIC convention is 0.</source>
        <translation>Ligne {n} : temps interne à la commune {insee} de {v} min, alors que la convention METRIC est 0.</translation>
    </message>
    <message>
        <source>{n} communes without a route to a responder: classed “non accessible”, not “&gt; 35 min”.</source>
        <translation>{n} communes sans itinéraire vers un effecteur : classées « non accessible », pas « &gt; 35 min ».</translation>
    </message>
    <message>
        <source>Line {n}: unknown zoning class “{v}”.</source>
        <translation>Ligne {n} : classe de zonage « {v} » inconnue.</translation>
    </message>
    <message>
        <source>The unit {id} is missing from the zoning.</source>
        <translation>L’unité {id} manque dans le zonage.</translation>
    </message>
    <message>
        <source>Line {n}: target “{v}”: the lower bound is above the upper bound.</source>
        <translation>Ligne {n} : cible « {v} » : la borne basse dépasse la borne haute.</translation>
    </message>
    <message>
        <source>Line {n}: target “{v}” is not a number.</source>
        <translation>Ligne {n} : cible « {v} » non numérique.</translation>
    </message>
    <message>
        <source>Remark {code}: {details}</source>
        <translation>Remarque {code} : {details}</translation>
    </message>
    <message>
        <source>{chemin}: {texte}</source>
        <translation>{chemin} : {texte}</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>{chemin} is not a {extension} file.</source>
        <translation>{chemin} n’est pas un fichier {extension}.</translation>
    </message>
    <message>
        <source>{chemin} is too large once unpacked ({octets} bytes, limit {limite}).</source>
        <translation>{chemin} est trop volumineux une fois décompressé ({octets} octets, limite {limite}).</translation>
    </message>
    <message>
        <source>{chemin} is not a workbook that can be read.</source>
        <translation>{chemin} n’est pas un classeur lisible.</translation>
    </message>
    <message>
        <source>{chemin} has no sheet “{feuille}”. Sheets: {feuilles}.</source>
        <translation>{chemin} n’a pas de feuille « {feuille} ». Feuilles : {feuilles}.</translation>
    </message>
    <message>
        <source>Line {n}: two columns are named “{c}”; the second is read under another name.</source>
        <translation>Ligne {n} : deux colonnes s’appellent « {c} » ; la seconde est lue sous un autre nom.</translation>
    </message>
    <message>
        <source>{rs} ({v}): coordinates {x}, {y} cannot be transformed from EPSG:{srid}.</source>
        <translation>{rs} ({v}) : les coordonnées {x}, {y} ne peuvent pas être transformées depuis EPSG:{srid}.</translation>
    </message>
    <message>
        <source>Line {n}: {rs} ({v}) names no coordinate system; its values are those of EPSG:{srid}.</source>
        <translation>Ligne {n} : {rs} ({v}) n’indique pas de système de coordonnées ; ses valeurs sont celles d’EPSG:{srid}.</translation>
    </message>
    <message>
        <source>Line {n}: the coordinates of {rs} ({v}) were swapped; they were turned round.</source>
        <translation>Ligne {n} : les coordonnées de {rs} ({v}) étaient inversées ; elles ont été remises dans l’ordre.</translation>
    </message>
    <message>
        <source>{n} establishments had their coordinates in the wrong fields; they were put right ({finess}).</source>
        <translation>{n} établissements avaient leurs coordonnées dans les mauvais champs ; elles ont été remises en place ({finess}).</translation>
    </message>
    <message>
        <source>{rs} ({v}): {d} km from the other establishments of the commune {insee}.</source>
        <translation>{rs} ({v}) : à {d} km des autres établissements de la commune {insee}.</translation>
    </message>
    <message>
        <source>{n} rows concern other departments than those of the register: left out.</source>
        <translation>{n} lignes concernent d’autres départements que ceux du référentiel : non retenues.</translation>
    </message>
    <message>
        <source>Activities without a single row ({n}): the national files are partial since FINESS+. {liste}.</source>
        <translation>Activités sans aucune ligne ({n}) : les fichiers nationaux sont partiels depuis FINESS+. {liste}.</translation>
    </message>
    <message>
        <source>Line {n}: equipment code “{v}” is not in the nomenclature; it is kept.</source>
        <translation>Ligne {n} : code d’équipement « {v} » absent de la nomenclature ; il est conservé.</translation>
    </message>
    <message>
        <source>Line {n}: equipment without a FINESS number or a code: left out.</source>
        <translation>Ligne {n} : équipement sans numéro FINESS ou sans code : non retenu.</translation>
    </message>
    <message>
        <source>{chemin} is not a SAE table; columns found: {colonnes}.</source>
        <translation>{chemin} n’est pas une table de la SAE ; colonnes trouvées : {colonnes}.</translation>
    </message>
    <message>
        <source>Choosing departments ({departements}) needs the SAE table ID.</source>
        <translation>Choisir des départements ({departements}) demande la table ID de la SAE.</translation>
    </message>
    <message>
        <source>{chemin} is in none of the known FINESS layouts; columns found: {colonnes}.</source>
        <translation>{chemin} n’a aucune des présentations FINESS connues ; colonnes trouvées : {colonnes}.</translation>
    </message>
    <message>
        <source>{chemin} is not a FINESS+ file: {cause}.</source>
        <translation>{chemin} n’est pas un fichier FINESS+ : {cause}.</translation>
    </message>
    <message>
        <source>{chemin}: natures of activity that are not care authorisations were left out: {natures}.</source>
        <translation>{chemin} : natures d’activité qui ne sont pas des autorisations de soins, non retenues : {natures}.</translation>
    </message>
    <message>
        <source>{n} rows of practitioners have no commune: they are not counted.</source>
        <translation>{n} lignes de praticiens sans commune : elles ne sont pas comptées.</translation>
    </message>
    <message>
        <source>Line {n}, column {c}: “{v}” is not among the values expected ({liste}).</source>
        <translation>Ligne {n}, colonne {c} : « {v} » n’est pas une des valeurs attendues ({liste}).</translation>
    </message>
    <message>
        <source>Unknown table template “{cle}”. Templates: {liste}.</source>
        <translation>Modèle de table inconnu « {cle} ». Modèles : {liste}.</translation>
    </message>
    <message>
        <source>Unknown activity “{cle}”. Closest: {proches}.</source>
        <translation>Activité inconnue « {cle} ». Les plus proches : {proches}.</translation>
    </message>
    <message>
        <source>The activity “{cle}” of activites_atlas.yaml has wrong or missing fields: {champs}.</source>
        <translation>L’activité « {cle} » d’activites_atlas.yaml a des champs faux ou absents : {champs}.</translation>
    </message>
    <message>
        <source>No site matches “{libelle}” (tables searched: {tables}).</source>
        <translation>Aucun site ne correspond à « {libelle} » (tables consultées : {tables}).</translation>
    </message>
    <message>
        <source>“{libelle}”: no table to look in; one of these is needed: {tables}.</source>
        <translation>« {libelle} » : aucune table à consulter ; il faut une de celles-ci : {tables}.</translation>
    </message>
    <message>
        <source>“{libelle}”: sites left out because the register of establishments lacks them: {sites}.</source>
        <translation>« {libelle} » : sites non retenus, absents du référentiel des établissements : {sites}.</translation>
    </message>
    <message>
        <source>Line {n}: the name of the commune {insee} is missing.</source>
        <translation>Ligne {n} : le nom de la commune {insee} manque.</translation>
    </message>
    <message>
        <source>Line {n}: the commune {insee} stands more than once.</source>
        <translation>Ligne {n} : la commune {insee} figure plusieurs fois.</translation>
    </message>
    <message>
        <source>{nom} ({insee}, COG {annee}) has become {nouveau} (table of movements).</source>
        <translation>{nom} ({insee}, COG {annee}) est devenue {nouveau} (table des mouvements).</translation>
    </message>
    <message>
        <source>The zone {id} has no route to any pole.</source>
        <translation>La zone {id} n’a d’itinéraire vers aucun pôle.</translation>
    </message>
    <message>
        <source>Line {n}: no territory is given; the line is left out.</source>
        <translation>Ligne {n} : aucun territoire n’est indiqué ; la ligne est laissée de côté.</translation>
    </message>
    <message>
        <source>Line {n}: the commune {insee} stands twice in the same territory of the zoning {type}.</source>
        <translation>Ligne {n} : la commune {insee} figure deux fois dans le même territoire du zonage {type}.</translation>
    </message>
    <message>
        <source>{nom} ({insee}) has kept only {part} % of its ground of {annee}: split or redrawn.</source>
        <translation>{nom} ({insee}) n’a gardé que {part} % de son étendue de {annee} : scindée ou redessinée.</translation>
    </message>
    <message>
        <source>{v} ({type}) lies in several territories of the zoning {parent}: {a}, {b}.</source>
        <translation>{v} ({type}) relève de plusieurs territoires du zonage {parent} : {a}, {b}.</translation>
    </message>
    <message>
        <source>{lignes} lines of flows ({actifs} workers) name units that are not loaded: they are left out.</source>
        <translation>{lignes} lignes de flux ({actifs} actifs) nomment des unités non chargées : elles sont laissées de côté.</translation>
    </message>
    <message>
        <source>The territory {id} stays below the least population ({pop} inhabitants): it has no neighbour.</source>
        <translation>Le territoire {id} reste sous la population minimale ({pop} habitants) : il n’a pas de voisin.</translation>
    </message>
    <message>
        <source>Commune {insee}: the population of its IRIS is unknown; it is shared equally among them.</source>
        <translation>Commune {insee} : la population de ses IRIS est inconnue ; elle est répartie également entre eux.</translation>
    </message>
    <message>
        <source>The population of {insee} is unknown: it counts as none.</source>
        <translation>La population de {insee} est inconnue : elle compte pour zéro.</translation>
    </message>
    <message>
        <source>The outlines of {a} and {b} overlap ({ha} ha): the ground is left to {a}.</source>
        <translation>Les contours de {a} et {b} se recouvrent ({ha} ha) : la surface est laissée à {a}.</translation>
    </message>
    <message>
        <source>A gap between outlines ({ha} ha) is given to {a}.</source>
        <translation>Un vide entre les contours ({ha} ha) est attribué à {a}.</translation>
    </message>
    <message>
        <source>A gap between outlines ({ha} ha) next to {a} is left as it is.</source>
        <translation>Un vide entre les contours ({ha} ha) près de {a} est laissé tel quel.</translation>
    </message>
    <message>
        <source>Line {n}: the outline of {id} is not in the layer; the territory is left out.</source>
        <translation>Ligne {n} : le contour de {id} manque dans la couche ; le territoire est laissé de côté.</translation>
    </message>
    <message>
        <source>No commune is loaded in the workspace: load the communes first.</source>
        <translation>Aucune commune n’est chargée dans l’espace de travail : charger d’abord les communes.</translation>
    </message>
    <message>
        <source>The zoning {type} has no composition in the workspace.</source>
        <translation>Le zonage {type} n’a pas de composition dans l’espace de travail.</translation>
    </message>
    <message>
        <source>Responders without coordinates ({n}): {liste}.</source>
        <translation>Effecteurs sans coordonnées ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>The workspace has no establishments with authorisations or SAE capacities.</source>
        <translation>L’espace de travail n’a aucun établissement avec des autorisations ou des capacités SAE.</translation>
    </message>
    <message>
        <source>{fichier}, sheet {feuille}: key “{cle}” ({attendu} expected).</source>
        <translation>{fichier}, feuille {feuille} : clé « {cle} » ({attendu} attendu).</translation>
    </message>
    <message>
        <source>{fichier} is not valid YAML: {detail}.</source>
        <translation>{fichier} n’est pas un YAML valide : {detail}.</translation>
    </message>
    <message>
        <source>The catalogue has no sheet {feuille}. Sheets: {liste}.</source>
        <translation>Le catalogue n’a pas de feuille {feuille}. Feuilles : {liste}.</translation>
    </message>
    <message>
        <source>{chemin} is not a charter: police, texte, fond or limites is missing.</source>
        <translation>{chemin} n’est pas une charte : il manque police, texte, fond ou limites.</translation>
    </message>
    <message>
        <source>The layout template of {gabarit} has no item “{item}” of the kind expected.</source>
        <translation>Le gabarit de mise en page {gabarit} n’a pas d’élément « {item} » de la sorte attendue.</translation>
    </message>
    <message>
        <source>No sheet can be printed: the workspace has no rows in {manquant}.</source>
        <translation>Aucune feuille ne peut être imprimée : l’espace de travail n’a aucune ligne dans {manquant}.</translation>
    </message>
    <message>
        <source>{chemin} could not be written: {cause}.</source>
        <translation>{chemin} n’a pas pu être écrit : {cause}.</translation>
    </message>
    <message>
        <source>Cooperations not drawn, one end has no coordinates ({n}): {liste}.</source>
        <translation>Coopérations non tracées, une extrémité est sans coordonnées ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>No free place for the symbols of site {v} in the frame “{cadre}”: they overlap others.</source>
        <translation>Pas de place libre pour les symboles du site {v} dans le cadre « {cadre} » : ils en recouvrent d’autres.</translation>
    </message>
    <message>
        <source>“{cle}” is not in the book of symbols (styles/symbols.yaml).</source>
        <translation>« {cle} » n’est pas dans le livre des symboles (styles/symbols.yaml).</translation>
    </message>
    <message>
        <source>No room for the name “{v}” in the frame “{cadre}”: it is left out.</source>
        <translation>Pas de place pour le nom « {v} » dans le cadre « {cadre} » : il est omis.</translation>
    </message>
    <message>
        <source>Sheet {feuille}: the legend does not fit its column.</source>
        <translation>Feuille {feuille} : la légende ne tient pas dans sa colonne.</translation>
    </message>
    <message>
        <source>Site {v} has no circle: its value is {valeur}.</source>
        <translation>Le site {v} n’a pas de cercle : sa valeur est {valeur}.</translation>
    </message>
    <message>
        <source>The parts do not add up to the whole at these sites: {sites}.</source>
        <translation>Les parts ne font pas le total pour ces sites : {sites}.</translation>
    </message>
    <message>
        <source>The commune {insee} is not among the communes of the workspace.</source>
        <translation>La commune {insee} n’est pas dans l’espace de travail.</translation>
    </message>
    <message>
        <source>No commune offers {nombre} different services: there is no pole.</source>
        <translation>Aucune commune n’offre {nombre} services différents : il n’y a pas de pôle.</translation>
    </message>
    <message>
        <source>{chemin}: values stand {decalage} columns beside their header; they were put right by their content ({colonnes}).</source>
        <translation>{chemin} : les valeurs sont décalées de {decalage} colonne(s) par rapport à leur en-tête ; elles ont été remises en place d’après leur contenu ({colonnes}).</translation>
    </message>
    <message>
        <source>{chemin} was made by a newer version of the plugin (tables {version}, this plugin knows {connue}): update the plugin.</source>
        <translation>{chemin} a été créé par une version plus récente de l’extension (tables {version}, cette extension connaît {connue}) : mettre l’extension à jour.</translation>
    </message>
    <message>
        <source>{chemin} is in use, perhaps by {detenteurs}: nothing was changed. Finish the work there and try again.</source>
        <translation>{chemin} est en cours d’utilisation, peut-être par {detenteurs} : rien n’a été modifié. Terminer le travail en cours, puis réessayer.</translation>
    </message>
    <message>
        <source>The layer gives no town halls: a point inside each commune stands for its town hall ({nombre} communes).</source>
        <translation>La couche ne donne pas les mairies : un point intérieur de chaque commune en tient lieu ({nombre} communes).</translation>
    </message>
    <message>
        <source>The territory of observation {a} is not on the same ground as the territory of concertation {b} ({ha} ha differ).</source>
        <translation>Le territoire d’observation {a} ne se superpose pas au territoire de concertation {b} ({ha} ha d’écart).</translation>
    </message>
    <message>
        <source>{nom} ({insee}, COG {annee}) no longer exists and no movement explains it; by the outlines it lies in {nouveau}: to be confirmed.</source>
        <translation>{nom} ({insee}, COG {annee}) n’existe plus et aucun mouvement ne l’explique ; d’après les contours, elle se trouve dans {nouveau} : à confirmer.</translation>
    </message>
    <message>
        <source>The former communes of {insee} lie in several territories ({a}, {b}) of the zoning {type}: {a} is proposed.</source>
        <translation>Les anciennes communes de {insee} relèvent de plusieurs territoires ({a}, {b}) du zonage {type} : {a} est proposé.</translation>
    </message>
    <message>
        <source>The type of territory “{v}” cannot be declared: a code, a name and roles among {attendu} are expected.</source>
        <translation>Le type de territoire « {v} » ne peut pas être déclaré : un code, un nom et des rôles parmi {attendu} sont attendus.</translation>
    </message>
    <message>
        <source>The zone {id} is as near to {b} as to {a}: {a} is kept (larger population, then lower INSEE code).</source>
        <translation>La zone {id} est aussi proche de {b} que de {a} : {a} est retenu (population la plus grande, puis code INSEE le plus petit).</translation>
    </message>
    <message>
        <source>{rs}: coordinates {d} km away from the commune {insee}; check the coordinate system or swapped X/Y.</source>
        <translation>{rs} : coordonnées à {d} km de la commune {insee} ; système de coordonnées ou inversion X/Y à vérifier.</translation>
    </message>
    <message>
        <source>{n} establishments are in communes without an outline here: their place was not checked ({communes}).</source>
        <translation>{n} établissements sont dans des communes sans contour ici : leur position n’a pas été vérifiée ({communes}).</translation>
    </message>
    <message>
        <source>Line {n}: {rs} ({v}): coordinates {x}, {y} lie outside the territory of its commune; they are not used.</source>
        <translation>Ligne {n} : {rs} ({v}) : les coordonnées {x}, {y} sont hors du territoire de sa commune ; elles ne sont pas utilisées.</translation>
    </message>
    <message>
        <source>{n} establishments without coordinates were placed at the town hall of their commune (list in the report).</source>
        <translation>{n} établissements sans coordonnées ont été placés à la mairie de leur commune (liste dans le rapport).</translation>
    </message>
    <message>
        <source>{chemin}: the columns are neither those of the Annuaire santé nor insee, profession, nombre. Columns found: {colonnes}.</source>
        <translation>{chemin} : les colonnes ne sont ni celles de l’Annuaire santé, ni insee, profession, nombre. Colonnes trouvées : {colonnes}.</translation>
    </message>
    <message>
        <source>“{libelle}”: {lignes} authorisations are in the codes after the reform, for which this activity has no rule.</source>
        <translation>« {libelle} » : {lignes} autorisations portent les codes d’après la réforme, pour lesquels cette activité n’a pas de règle.</translation>
    </message>
    <message>
        <source>Line {n}: medical time missing, cooperation not in the first atlas and PDSES not shared: not shown, to be completed with the reference hospital.</source>
        <translation>Ligne {n} : temps médical absent, coopération absente du premier atlas et PDSES non partagée : non affichée, à compléter auprès du CH de référence.</translation>
    </message>
    <message>
        <source>Existing (before the reform) and target (after it) cannot be compared for {filière} without a table of correspondence.</source>
        <translation>Existant (ancien régime) et cible (après réforme) ne sont pas comparables pour {filière} sans table de correspondance.</translation>
    </message>
    <message>
        <source>The town hall of {nom} ({insee}) is {d} km away from the commune: a point inside stands for it; check the sign and order of the coordinates.</source>
        <translation>La mairie de {nom} ({insee}) est à {d} km de la commune : un point intérieur en tient lieu ; vérifier le signe et l’ordre des coordonnées.</translation>
    </message>
    <message>
        <source>{n} rows concern other departments than those kept ({departements}): left out.</source>
        <translation>{n} lignes concernent d’autres départements que ceux gardés ({departements}) : non retenues.</translation>
    </message>
    <message>
        <source>{n} hand corrections applied.</source>
        <translation>{n} corrections à la main appliquées.</translation>
    </message>
    <message>
        <source>The hand correction of {cle} (column {c}, value “{v}”) could not be applied.</source>
        <translation>La correction à la main de {cle} (colonne {c}, valeur « {v} ») n’a pas pu être appliquée.</translation>
    </message>
    <message>
        <source>The workspace has no establishments: import the register first.</source>
        <translation>L’espace de travail n’a pas d’établissements : importer d’abord le référentiel.</translation>
    </message>
    <message>
        <source>No file of authorisations or of heavy equipment was given.</source>
        <translation>Aucun fichier d’autorisations ni d’équipements n’a été donné.</translation>
    </message>
    <message>
        <source>No establishment answers every criterion (left after each: {etapes}).</source>
        <translation>Aucun établissement ne répond à tous les critères (restants après chacun : {etapes}).</translation>
    </message>
    <message>
        <source>No commune is in the territory {code} of type {type}.</source>
        <translation>Aucune commune dans le territoire {code} de type {type}.</translation>
    </message>
    <message>
        <source>{n} INSEE codes of communes had lost their leading zero; it was put back.</source>
        <translation>{n} codes INSEE de communes avaient perdu leur zéro initial ; il a été remis.</translation>
    </message>
    <message>
        <source>No départements were given and the atlas has no communes yet: the rows of the whole file are kept. Load the communes first, or name the départements.</source>
        <translation>Aucun département n’est indiqué et l’atlas n’a pas encore de communes : les lignes de tout le fichier sont gardées. Chargez d’abord les communes, ou indiquez les départements.</translation>
    </message>
    <message>
        <source>Sites without coordinates ({n}): {liste}.</source>
        <translation>Sites sans coordonnées ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>Helicopters: {n} without {c}, taken as {v}.</source>
        <translation>Hélicoptères : {n} sans {c}, valeur retenue {v}.</translation>
    </message>
    <message>
        <source>Communes without a town-hall point ({n}): {liste}.</source>
        <translation>Communes sans point de mairie ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>The workspace has no practitioners of “{profession}”. Professions found: {liste}.</source>
        <translation>L’espace de travail n’a pas de praticien « {profession} ». Professions trouvées : {liste}.</translation>
    </message>
    <message>
        <source>No column gives a speed for the profile “{profil}”. Looked for: {col}. Columns found: {liste}.</source>
        <translation>Aucune colonne ne donne de vitesse pour le profil « {profil} ». Cherchées : {col}. Colonnes trouvées : {liste}.</translation>
    </message>
    <message>
        <source>Road segments left out ({motif}): {n}, {km} km.</source>
        <translation>Tronçons écartés ({motif}) : {n}, {km} km.</translation>
    </message>
    <message>
        <source>Road segments without a speed ({n}, {km} km): taken as {motif}.</source>
        <translation>Tronçons sans vitesse ({n}, {km} km) : valeur retenue, {motif}.</translation>
    </message>
    <message>
        <source>The network is in {n} separate parts; the largest holds {part} % of its length.</source>
        <translation>Le réseau est en {n} parties séparées ; la plus grande compte {part} % de sa longueur.</translation>
    </message>
    <message>
        <source>One-way dead ends: {n}.</source>
        <translation>Impasses à sens unique : {n}.</translation>
    </message>
    <message>
        <source>Too far from any road ({objet}, {n}): {liste}.</source>
        <translation>Trop loin de toute route ({objet}, {n}) : {liste}.</translation>
    </message>
    <message>
        <source>Road segments of unknown direction ({n}, {km} km): open both ways.</source>
        <translation>Tronçons de sens inconnu ({n}, {km} km) : ouverts dans les deux sens.</translation>
    </message>
    <message>
        <source>No road segment can be used.</source>
        <translation>Aucun tronçon n’est utilisable.</translation>
    </message>
    <message>
        <source>{chemin} is not a speed profile: {detail}.</source>
        <translation>{chemin} n’est pas un profil de vitesses : {detail}.</translation>
    </message>
    <message>
        <source>Times need a reference system in metres, not {crs}.</source>
        <translation>Les temps demandent un système de coordonnées en mètres, pas {crs}.</translation>
    </message>
    <message>
        <source>Road segments kept: {n} of {lus} read, {km} km.</source>
        <translation>Tronçons retenus : {n} pour {lus} lus, {km} km.</translation>
    </message>
    <message>
        <source>The network could not be kept in {chemin}: {cause}. It will be read again next time.</source>
        <translation>Le réseau n’a pas pu être gardé dans {chemin} : {cause}. Il sera relu la prochaine fois.</translation>
    </message>
    <message>
        <source>“{value}” is not the address of a server: http://… or https://… expected.</source>
        <translation>« {value} » n’est pas l’adresse d’un serveur : http://… ou https://… attendu.</translation>
    </message>
    <message>
        <source>The server {hote} cannot be reached: {cause}.</source>
        <translation>Le serveur {hote} est injoignable : {cause}.</translation>
    </message>
    <message>
        <source>The server {hote} refuses: {reponse}.</source>
        <translation>Le serveur {hote} refuse : {reponse}.</translation>
    </message>
    <message>
        <source>The server {hote} did not answer with a table of times but with: {reponse}.</source>
        <translation>Le serveur {hote} n’a pas répondu par une table de temps mais par : {reponse}.</translation>
    </message>
    <message>
        <source>Pairs too far apart for the server {hote}, counted as not reached: {n}.</source>
        <translation>Couples de points trop éloignés pour le serveur {hote}, comptés comme non accessibles : {n}.</translation>
    </message>
    <message>
        <source>The server {hote} did not answer within {s} s (attempts: {essais}).</source>
        <translation>Le serveur {hote} n’a pas répondu en {s} s (essais : {essais}).</translation>
    </message>
    <message>
        <source>Communes of the table that the workspace does not have, left out ({n}): {liste}.</source>
        <translation>Communes du tableau absentes de l’espace de travail, laissées de côté ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>Communes without a row of times to “{type}” in the table ({n}): {liste}.</source>
        <translation>Communes sans ligne de temps vers « {type} » dans le tableau ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>Rows of communes of other departments, left out: {n}.</source>
        <translation>Lignes de communes d’autres départements, laissées de côté : {n}.</translation>
    </message>
    <message>
        <source>No time of a commune of the workspace was read.</source>
        <translation>Aucun temps d’une commune de l’espace de travail n’a été lu.</translation>
    </message>
    <message>
        <source>Bounds “{value}”: rising numbers of minutes expected, for example 30 35.</source>
        <translation>Bornes « {value} » : nombres de minutes croissants attendus, par exemple 30 35.</translation>
    </message>
    <message>
        <source>Steps “{value}”: rising minutes and weights from 0 expected.</source>
        <translation>Paliers « {value} » : minutes croissantes et poids positifs ou nuls attendus.</translation>
    </message>
    <message>
        <source>{rs} ({v}), in {commune} ({insee}), has no coordinates: it is not on the map.</source>
        <translation>{rs} ({v}), à {commune} ({insee}), n’a pas de coordonnées : il ne figure pas sur la carte.</translation>
    </message>
    <message>
        <source>Neither an activity nor a sheet was named.</source>
        <translation>Ni activité ni feuille n’a été indiquée.</translation>
    </message>
    <message>
        <source>There is nothing to draw: the workspace has no rows in {tables}.</source>
        <translation>Rien à dessiner : l’espace de travail n’a aucune ligne dans {tables}.</translation>
    </message>
    <message>
        <source>Sheet {feuille} draws no sites.</source>
        <translation>La feuille {feuille} ne dessine pas de sites.</translation>
    </message>
    <message>
        <source>The workspace has no outlines of the zoning {type}.</source>
        <translation>L’espace de travail n’a pas de contours pour le zonage {type}.</translation>
    </message>
    <message>
        <source>Unknown limits “{type}”. Limits known: {liste}.</source>
        <translation>Limites « {type} » inconnues. Limites connues : {liste}.</translation>
    </message>
    <message>
        <source>Territories of the zoning {type} may overlap: a commune cannot be moved from one to another.</source>
        <translation>Les territoires du zonage {type} peuvent se chevaucher : une commune ne peut pas y passer de l’un à l’autre.</translation>
    </message>
    <message>
        <source>{id} is not a territory of the zoning {type}.</source>
        <translation>{id} n’est pas un territoire du zonage {type}.</translation>
    </message>
    <message>
        <source>A hand correction needs an author and a reason.</source>
        <translation>Une correction manuelle demande un auteur et un motif.</translation>
    </message>
    <message>
        <source>The SAE table {table} of {annee} is given twice: this file is set aside.</source>
        <translation>La table {table} de la SAE {annee} est donnée deux fois : ce fichier est écarté.</translation>
    </message>
    <message>
        <source>New site “{value}”: a kind, then the INSEE code of a commune of the workspace, is expected.</source>
        <translation>Nouveau site « {value} » : un type, puis le code INSEE d’une commune de l’espace de travail, sont attendus.</translation>
    </message>
    <message>
        <source>Sites to close that are not known: {sites}. Sites: {liste}.</source>
        <translation>Sites à fermer inconnus : {sites}. Sites : {liste}.</translation>
    </message>
    <message>
        <source>The scenario has no site: none in the workspace, none opened.</source>
        <translation>Le scénario n’a aucun site : aucun dans l’espace de travail, aucun ouvert.</translation>
    </message>
    <message>
        <source>Seasonal emergency departments not counted, no season being named: {n}.</source>
        <translation>Services d’urgences saisonniers non comptés, faute de saison nommée : {n}.</translation>
    </message>
    <message>
        <source>{n} IRIS have no outline in the workspace (import them as type iris): their ground is missing: {liste}.</source>
        <translation>{n} IRIS n’ont pas de contour dans l’espace de travail (à importer sous le type iris) ; leur emprise manque : {liste}.</translation>
    </message>
    <message>
        <source>The workbook has no APL sheet of {annee}. Years found: {liste}.</source>
        <translation>Le classeur n’a pas de feuille d’APL pour {annee}. Années présentes : {liste}.</translation>
    </message>
    <message>
        <source>The table does not say its year: give it.</source>
        <translation>La table ne dit pas son année : il faut la donner.</translation>
    </message>
    <message>
        <source>No indicator “{value}” by commune. Indicators found: {liste}.</source>
        <translation>Pas d’indicateur « {value} » par commune. Indicateurs présents : {liste}.</translation>
    </message>
    <message>
        <source>Line {n}: the commune {insee} stands twice; the first is kept.</source>
        <translation>Ligne {n} : la commune {insee} figure deux fois ; la première est gardée.</translation>
    </message>
    <message>
        <source>No commune has a value of both indicators.</source>
        <translation>Aucune commune n’a de valeur pour les deux indicateurs.</translation>
    </message>
    <message>
        <source>Communes of the workspace that the APL table lacks ({n}): {liste}.</source>
        <translation>Communes de l’espace de travail absentes de la table d’APL ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>No commune of the workspace is in the APL table ({n} communes read).</source>
        <translation>Aucune commune de l’espace de travail n’est dans la table d’APL ({n} communes lues).</translation>
    </message>
    <message>
        <source>No times to “{value}” by the method “{methode}”. Methods found: {methodes}. Times are there for: {liste}. Where several methods stand side by side, choose one (setting temps_methode).</source>
        <translation>Aucun temps vers « {value} » par la méthode « {methode} ». Méthodes présentes : {methodes}. Des temps existent pour : {liste}. Si plusieurs méthodes coexistent, en choisir une (réglage temps_methode).</translation>
    </message>
    <message>
        <source>{n} of {total} communes are at 0 minute from themselves: does the table go to every commune rather than to sites? Then count only the communes that hold a site.</source>
        <translation>{n} communes sur {total} sont à 0 minute d’elles-mêmes : le tableau mène-t-il à toutes les communes plutôt qu’aux sites ? Ne compter alors que les communes qui ont un site.</translation>
    </message>
    <message>
        <source>{n} rows say no number of installed places: unknown is not 0 (lines {lignes}…).</source>
        <translation>{n} lignes ne disent pas le nombre de places installées : inconnu n’est pas 0 (lignes {lignes}…).</translation>
    </message>
    <message>
        <source>The workspace has no territories of type “{value}”. Types: {liste}.</source>
        <translation>L’espace de travail n’a pas de territoires de type « {value} ». Types : {liste}.</translation>
    </message>
    <message>
        <source>Unknown territories of type {type}: {value}. Close: {proches}.</source>
        <translation>Territoires de type {type} inconnus : {value}. Proches : {proches}.</translation>
    </message>
    <message>
        <source>The workspace has no communes: import them first.</source>
        <translation>L’espace de travail n’a pas de communes : importez-les d’abord.</translation>
    </message>
    <message>
        <source>Sites in no commune of the workspace, not counted ({n}): {liste}.</source>
        <translation>Sites dans aucune commune de l’espace de travail, non comptés ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>Give either territories or a drawn area, not both.</source>
        <translation>Donnez soit des territoires, soit une zone dessinée, pas les deux.</translation>
    </message>
    <message>
        <source>{chemin}: unknown format of answers. Formats: {liste}.</source>
        <translation>{chemin} : format de réponse inconnu. Formats : {liste}.</translation>
    </message>
    <message>
        <source>The Python package {paquet}, which writes {chemin}, is missing: choose CSV, or install it.</source>
        <translation>Le paquet Python {paquet}, qui écrit {chemin}, est absent : choisissez CSV, ou installez-le.</translation>
    </message>
    <message>
        <source>No town hall lies inside the drawn area.</source>
        <translation>Aucune mairie n’est à l’intérieur de la zone dessinée.</translation>
    </message>
    <message>
        <source>The area is made of the {n} communes whose town hall lies inside: {liste}.</source>
        <translation>La zone est faite des {n} communes dont la mairie est à l’intérieur : {liste}.</translation>
    </message>
    <message>
        <source>The question is not understood at “{value}”: {attendu} expected.</source>
        <translation>La question n’est pas comprise à « {value} » : {attendu} attendu.</translation>
    </message>
    <message>
        <source>The workspace has no times to “{value}”. Kinds of times: {liste}.</source>
        <translation>L’espace de travail n’a pas de temps vers « {value} ». Types de temps : {liste}.</translation>
    </message>
    <message>
        <source>No site of the workspace has the activity “{value}”. Close: {proches}.</source>
        <translation>Aucun site de l’espace de travail n’a l’activité « {value} ». Proches : {proches}.</translation>
    </message>
    <message>
        <source>No indicator “{value}” by commune. Indicators: {liste}.</source>
        <translation>Pas d’indicateur « {value} » par commune. Indicateurs : {liste}.</translation>
    </message>
    <message>
        <source>No zoning “{value}”. Zonings: {liste}.</source>
        <translation>Pas de zonage « {value} ». Zonages : {liste}.</translation>
    </message>
    <message>
        <source>Minutes from a point need a road layer.</source>
        <translation>Des minutes depuis un point demandent une couche de routes.</translation>
    </message>
    <message>
        <source>Communes that cannot reach any site of “{value}”, neither nearer nor farther ({n}): {liste}.</source>
        <translation>Communes qui ne peuvent joindre aucun site de « {value} », ni plus près ni plus loin ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>Communes without a value of “{value}”, left out ({n}): {liste}.</source>
        <translation>Communes sans valeur de « {value} », laissées de côté ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>No question of the atlas is called “{value}”. Questions: {liste}.</source>
        <translation>Aucune question de l’atlas ne s’appelle « {value} ». Questions : {liste}.</translation>
    </message>
    <message>
        <source>Sites without coordinates, at no distance of the point ({n}): {liste}.</source>
        <translation>Sites sans coordonnées, à aucune distance du point ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>“{value}” is no threshold of secrecy: a whole number of persons expected.</source>
        <translation>« {value} » n’est pas un seuil de secret : un nombre entier de personnes est attendu.</translation>
    </message>
    <message>
        <source>Authorisations are compared with those of another date: give both files.</source>
        <translation>Des autorisations se comparent à celles d’une autre date : donner les deux fichiers.</translation>
    </message>
    <message>
        <source>A least capacity needs an activity: its beds, places or devices are what is counted.</source>
        <translation>Une capacité minimale demande une activité : ce sont ses lits, places ou appareils qui sont comptés.</translation>
    </message>
    <message>
        <source>Nothing opens from {debut} to {fin}: the first date is after the second.</source>
        <translation>Rien n’ouvre du {debut} au {fin} : la première date est après la seconde.</translation>
    </message>
    <message>
        <source>The workspace has no authorisations: import them to find sites by them.</source>
        <translation>L’espace de travail n’a pas d’autorisations : les importer pour chercher des sites par elles.</translation>
    </message>
    <message>
        <source>One symbol for several activities ({activites}): give each its own.</source>
        <translation>Un seul symbole pour plusieurs activités ({activites}) : donner à chacune le sien.</translation>
    </message>
    <message>
        <source>“{v}” cannot be the id of a sheet: letters, digits and hyphens only.</source>
        <translation>« {v} » ne peut pas être l’identifiant d’une feuille : lettres, chiffres et traits d’union seulement.</translation>
    </message>
    <message>
        <source>The sheet {feuille} is already one of the catalogue: choose another id, or have it replaced.</source>
        <translation>La feuille {feuille} est déjà au catalogue : choisir un autre identifiant, ou la faire remplacer.</translation>
    </message>
    <message>
        <source>Sheet {feuille}, held by hand: item “{sujet}” ({aspect}).</source>
        <translation>Feuille {feuille}, tenu à la main : élément « {sujet} » ({aspect}).</translation>
    </message>
    <message>
        <source>Sheet {feuille}, held by hand: item added, {aspect}.</source>
        <translation>Feuille {feuille}, tenu à la main : élément ajouté, {aspect}.</translation>
    </message>
    <message>
        <source>Sheet {feuille}, held by hand: “{sujet}” taken away.</source>
        <translation>Feuille {feuille}, tenu à la main : « {sujet} » retiré.</translation>
    </message>
    <message>
        <source>Sheet {feuille}, held by hand: look of the class “{aspect}” ({sujet}).</source>
        <translation>Feuille {feuille}, tenu à la main : aspect de la classe « {aspect} » ({sujet}).</translation>
    </message>
    <message>
        <source>Sheet {feuille}, held by hand: place of the name “{aspect}”.</source>
        <translation>Feuille {feuille}, tenu à la main : place du nom « {aspect} ».</translation>
    </message>
    <message>
        <source>Sheet {feuille}, held by hand: curve of the link {aspect}.</source>
        <translation>Feuille {feuille}, tenu à la main : courbe du lien {aspect}.</translation>
    </message>
    <message>
        <source>Sheet {feuille}, held by hand: text “{sujet}” ({aspect}).</source>
        <translation>Feuille {feuille}, tenu à la main : texte « {sujet} » ({aspect}).</translation>
    </message>
    <message>
        <source>Sheet {feuille}, held by hand: look of the layer “{aspect}”.</source>
        <translation>Feuille {feuille}, tenu à la main : aspect de la couche « {aspect} ».</translation>
    </message>
    <message>
        <source>Sheet {feuille}: “{sujet}” ({aspect}), held by hand, has no place in the new drawing.</source>
        <translation>Feuille {feuille} : « {sujet} » ({aspect}), tenu à la main, n’a plus de place dans le nouveau dessin.</translation>
    </message>
    <message>
        <source>{chemin}, line {ligne}: {nombre} characters in one line, which no table has (limit {limite}).</source>
        <translation>{chemin}, ligne {ligne} : {nombre} caractères en une ligne, ce qu’aucun tableau n’a (limite {limite}).</translation>
    </message>
    <message>
        <source>{chemin}, line {ligne}: {nombre} cells in one row, which no table has (limit {limite}).</source>
        <translation>{chemin}, ligne {ligne} : {nombre} cellules dans une rangée, ce qu’aucun tableau n’a (limite {limite}).</translation>
    </message>
    <message>
        <source>{chemin}: {n} values are not of the kind FINESS+ describes and were left out; the first is {endroit}.</source>
        <translation>{chemin} : {n} valeurs ne sont pas du genre que décrit FINESS+ et sont laissées de côté ; la première est {endroit}.</translation>
    </message>
    <message>
        <source>Territories that are not in the workspace, kept without a type ({n}): {liste}.</source>
        <translation>Territoires absents de l’espace de travail, gardés sans type ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>Line {n}: “{v}” is no number: kept as ND.</source>
        <translation>Ligne {n} : « {v} » n’est pas un nombre : gardé comme ND.</translation>
    </message>
    <message>
        <source>Line {n}: {v} of {territoire} in {periode} stands twice; the first is kept.</source>
        <translation>Ligne {n} : {v} de {territoire} en {periode} figure deux fois ; la première valeur est gardée.</translation>
    </message>
    <message>
        <source>Communes that are not in the workspace, left out ({n}): {liste}.</source>
        <translation>Communes absentes de l’espace de travail, laissées de côté ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>{chemin}: no column of territories, or none of figures, is recognised. Columns: {liste}.</source>
        <translation>{chemin} : aucune colonne de territoires, ou aucune de chiffres, n’est reconnue. Colonnes : {liste}.</translation>
    </message>
    <message>
        <source>Codes that had lost their first zero ({n}): {liste}.</source>
        <translation>Codes qui avaient perdu leur zéro initial ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>Line {n}: nomenclature “{v}” is not one of {liste}.</source>
        <translation>Ligne {n} : la nomenclature « {v} » n’est pas l’une de {liste}.</translation>
    </message>
    <message>
        <source>No territory {v} of type {type} in the workspace. Known: {liste}.</source>
        <translation>Aucun territoire {v} de type {type} dans l’espace de travail. Connus : {liste}.</translation>
    </message>
    <message>
        <source>Pairs of a commune and a site ({type}) that the table of times lacks, counted as not reached: {n}.</source>
        <translation>Couples d’une commune et d’un site ({type}) absents de la table de temps, comptés comme non atteints : {n}.</translation>
    </message>
    <message>
        <source>Sites ({type}) that the table of times does not know ({n}): {liste}.</source>
        <translation>Sites ({type}) que la table de temps ne connaît pas ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>Pairs ({type}) that the table gives one way only, taken for the other way too: {n}.</source>
        <translation>Couples ({type}) que la table ne donne que dans un sens, pris aussi pour l’autre : {n}.</translation>
    </message>
    <message>
        <source>Either a road layer or a table of times is expected, one and not both.</source>
        <translation>Il faut une couche de routes ou une table de temps, l’une et non les deux.</translation>
    </message>
    <message>
        <source>Pairs given several times in the table, the quickest kept: {n}.</source>
        <translation>Couples donnés plusieurs fois dans la table, le plus rapide gardé : {n}.</translation>
    </message>
    <message>
        <source>Poles are expected: their INSEE codes, or a table of services.</source>
        <translation>Il faut des pôles : leurs codes INSEE, ou une table de services.</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>annulé</translation>
    </message>
    <message>
        <source>not enough memory</source>
        <translation>mémoire insuffisante</translation>
    </message>
    <message>
        <source>it is open elsewhere or the folder is read-only</source>
        <translation>il est ouvert ailleurs ou le dossier est en lecture seule</translation>
    </message>
    <message>
        <source>printing failed</source>
        <translation>l’impression a échoué</translation>
    </message>
    <message>
        <source>SVG layers failed</source>
        <translation>les couches SVG ont échoué</translation>
    </message>
    <message>
        <source>the pages cannot be run through</source>
        <translation>les pages ne peuvent être parcourues</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>le disque est plein</translation>
    </message>
    <message>
        <source>the file is cut short</source>
        <translation>le fichier est tronqué</translation>
    </message>
    <message>
        <source>File names “{motif}”: {inconnu} is not a field. Fields: {champs}, each between braces.</source>
        <translation>Noms des fichiers « {motif} » : {inconnu} n’est pas un champ. Champs : {champs}, chacun entre accolades.</translation>
    </message>
    <message>
        <source>File names “{motif}”: {feuilles} would all be called “{nom}”. Add the sheet’s id or its page.</source>
        <translation>Noms des fichiers « {motif} » : {feuilles} s’appelleraient tous « {nom} ». Ajoutez l’identifiant de la feuille ou sa page.</translation>
    </message>
    <message>
        <source>The second process did not start ({detail}): this one does all the work and takes longer.</source>
        <translation>Le second processus n’a pas démarré ({detail}) : celui-ci fait tout le travail, et met plus de temps.</translation>
    </message>
    <message>
        <source>The second process ended early ({detail}): this one did the rest.</source>
        <translation>Le second processus s’est arrêté trop tôt ({detail}) : celui-ci a fait le reste.</translation>
    </message>
    <message>
        <source>This QGIS cannot write GeoPDF (its GDAL has no PDF library): the sheets are plain PDFs.</source>
        <translation>Ce QGIS ne sait pas écrire de GeoPDF (son GDAL n’a pas de bibliothèque PDF) : les feuilles sont des PDF ordinaires.</translation>
    </message>
    <message>
        <source>The Python package pypdf is missing: the PDF has no bookmarks.</source>
        <translation>La bibliothèque Python pypdf manque : le PDF n’a pas de signets.</translation>
    </message>
    <message>
        <source>{partie} took other pages than counted: the numbers after it are wrong.</source>
        <translation>{partie} prend d’autres pages que prévu : les numéros qui suivent sont faux.</translation>
    </message>
    <message>
        <source>“{v}” is no list of bounds: numbers with semicolons, as in 10; 20.</source>
        <translation>« {v} » n’est pas une liste de bornes : des nombres et des points-virgules, comme 10 ; 20.</translation>
    </message>
    <message>
        <source>{chemin} holds several indicators and none is named “{v}”. Name one of: {liste}.</source>
        <translation>{chemin} contient plusieurs indicateurs et aucun ne s’appelle « {v} ». Nommez-en un : {liste}.</translation>
    </message>
    <message>
        <source>The page names no source.</source>
        <translation>La page ne cite aucune source.</translation>
    </message>
    <message>
        <source>The source “{source}” has no date.</source>
        <translation>La source « {source} » n’a pas de date.</translation>
    </message>
    <message>
        <source>Layer “{couche}”: the legend speaks of it and it has no features.</source>
        <translation>Couche « {couche} » : la légende en parle et elle n’a aucune entité.</translation>
    </message>
    <message>
        <source>Layer “{couche}” cannot be read: its file is missing or damaged.</source>
        <translation>La couche « {couche} » ne peut être lue : fichier absent ou abîmé.</translation>
    </message>
    <message>
        <source>Layer “{couche}”: the class “{classe}” has no feature on the page.</source>
        <translation>Couche « {couche} » : la classe « {classe} » n’a aucune entité sur la page.</translation>
    </message>
    <message>
        <source>Not on the map, for want of coordinates: {n} ({quoi}).</source>
        <translation>Absents de la carte, faute de coordonnées : {n} ({quoi}).</translation>
    </message>
    <message>
        <source>Layer “{couche}”: outside the frame of “{item}” ({n}): {liste}.</source>
        <translation>Couche « {couche} » : hors du cadre de « {item} » ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>Layer “{couche}”: counts of persons under {seuil} are a statistical secret ({n}, values: {liste}).</source>
        <translation>Couche « {couche} » : des effectifs de personnes sous {seuil} relèvent du secret statistique ({n}, valeurs : {liste}).</translation>
    </message>
    <message>
        <source>Items “{item}” and “{autre}” overlap.</source>
        <translation>Les éléments « {item} » et « {autre} » se chevauchent.</translation>
    </message>
    <message>
        <source>Item “{item}” runs off the page.</source>
        <translation>L’élément « {item} » sort de la page.</translation>
    </message>
    <message>
        <source>Item “{item}”: the text does not fit its box: “{texte}”.</source>
        <translation>Élément « {item} » : le texte ne tient pas dans son cadre : « {texte} ».</translation>
    </message>
    <message>
        <source>Item “{item}”: text of {taille} points; under 6 it is not read.</source>
        <translation>Élément « {item} » : texte de {taille} points ; sous 6, il ne se lit pas.</translation>
    </message>
    <message>
        <source>The font {police} is not installed: another one takes its place.</source>
        <translation>La police {police} n’est pas installée : une autre prend sa place.</translation>
    </message>
    <message>
        <source>Layer “{couche}”: the classes “{classe}” and “{autre}” look alike ({vues}).</source>
        <translation>Couche « {couche} » : les classes « {classe} » et « {autre} » se confondent ({vues}).</translation>
    </message>
    <message>
        <source>Layer “{couche}” has no coordinate reference system.</source>
        <translation>La couche « {couche} » n’a pas de système de coordonnées.</translation>
    </message>
    <message>
        <source>Layer “{couche}” lies far from the map “{item}”: {crs} is not the system of its coordinates?</source>
        <translation>La couche « {couche} » est loin de la carte « {item} » : {crs} n’est pas le système de ses coordonnées ?</translation>
    </message>
    <message>
        <source>The map “{item}” is in degrees ({crs}): shapes and scale are wrong; choose a projected system.</source>
        <translation>La carte « {item} » est en degrés ({crs}) : formes et échelle sont fausses ; choisir un système projeté.</translation>
    </message>
    <message>
        <source>The data have changed since the sheet was drawn: draw it again.</source>
        <translation>Les données ont changé depuis le dessin de la feuille : la redessiner.</translation>
    </message>
    <message>
        <source>Demonstration data: {liste}.</source>
        <translation>Données de démonstration : {liste}.</translation>
    </message>
    <message>
        <source>The scale bar “{item}” is linked to no map.</source>
        <translation>L’échelle « {item} » n’est liée à aucune carte.</translation>
    </message>
    <message>
        <source>The north arrow “{item}” is linked to no map.</source>
        <translation>La flèche du nord « {item} » n’est liée à aucune carte.</translation>
    </message>
    <message>
        <source>The frame “{cadre}” drawn on the map “{item}” is linked to no map.</source>
        <translation>Le cadre « {cadre} » tracé sur la carte « {item} » n’est lié à aucune carte.</translation>
    </message>
    <message>
        <source>The picture of “{item}” is missing or damaged: {image}.</source>
        <translation>L’image de « {item} » est absente ou abîmée : {image}.</translation>
    </message>
    <message>
        <source>Layer “{couche}”: names cut at the edge of “{item}” ({n}): {liste}.</source>
        <translation>Couche « {couche} » : noms coupés au bord de « {item} » ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>Item “{item}” hides sites of the layer “{couche}” ({n}): {liste}.</source>
        <translation>L’élément « {item} » cache des sites de la couche « {couche} » ({n}) : {liste}.</translation>
    </message>
    <message>
        <source>Item “{item}”: unfinished text: {texte}</source>
        <translation>Élément « {item} » : texte inachevé : {texte}</translation>
    </message>
    <message>
        <source>The check “{controle}” could not be made: {detail}</source>
        <translation>Le contrôle « {controle} » n’a pas pu être fait : {detail}</translation>
    </message>
    <message>
        <source>{titre}: {texte}</source>
        <translation>{titre} : {texte}</translation>
    </message>
    <message>
        <source>The project holds no drawn sheet: draw the sheets first.</source>
        <translation>Le projet ne contient aucune feuille dessinée : dessiner d’abord les feuilles.</translation>
    </message>
    <message>
        <source>Setting {reglage}: “{v}” has no effect (a whole number from {min} to {max} expected).</source>
        <translation>Réglage {reglage} : « {v} » est sans effet (nombre entier de {min} à {max} attendu).</translation>
    </message>
    <message>
        <source>Setting {reglage}: “{v}” has no effect (possible: {liste}).</source>
        <translation>Réglage {reglage} : « {v} » est sans effet (possibles : {liste}).</translation>
    </message>
    <message>
        <source>Line {n}: an edition has no setting “{v}”. Settings: {liste}.</source>
        <translation>Ligne {n} : une édition n’a pas de réglage « {v} ». Réglages : {liste}.</translation>
    </message>
    <message>
        <source>Line {n}: “{v}” is not of the form key = value.</source>
        <translation>Ligne {n} : « {v} » n’est pas de la forme clé = valeur.</translation>
    </message>
    <message>
        <source>Line {n}: {c}, “{v}” is not a date (example: 2026-01-31).</source>
        <translation>Ligne {n} : {c}, « {v} » n’est pas une date (exemple : 2026-01-31).</translation>
    </message>
    <message>
        <source>Line {n}: {c}, “{v}” is not a whole number.</source>
        <translation>Ligne {n} : {c}, « {v} » n’est pas un nombre entier.</translation>
    </message>
    <message>
        <source>Line {n}: {c}, “{v}” is not a number (example: 0.2).</source>
        <translation>Ligne {n} : {c}, « {v} » n’est pas un nombre (exemple : 0,2).</translation>
    </message>
    <message>
        <source>Line {n}: {c}, “{v}” is not possible. Possible: {liste}.</source>
        <translation>Ligne {n} : {c}, « {v} » n’est pas possible. Possibles : {liste}.</translation>
    </message>
    <message>
        <source>Line {n}: {c}, there is no {v}.</source>
        <translation>Ligne {n} : {c}, {v} est introuvable.</translation>
    </message>
    <message>
        <source>No measure of the profile has the key “{value}”. Keys: {liste}.</source>
        <translation>Aucune mesure du profil n’a la clé « {value} ». Clés : {liste}.</translation>
    </message>
    <message>
        <source>An area or the whole region has no peers: choose a type of territories.</source>
        <translation>Une zone ou la région entière n’a pas de semblables : choisissez un type de territoires.</translation>
    </message>
    <message>
        <source>{territoire} has no objectives of “{value}”. Activities: {liste}.</source>
        <translation>{territoire} n’a pas d’objectifs de « {value} ». Activités : {liste}.</translation>
    </message>
    <message>
        <source>The atlas cannot be opened. {texte}</source>
        <translation>L’atlas ne peut pas être ouvert. {texte}</translation>
    </message>
    <message>
        <source>The check stops {n} sheets ({feuilles}): there is no book. Mend what follows, or print despite the check.</source>
        <translation>Le contrôle arrête {n} feuilles ({feuilles}) : il n’y a pas de livre. Corrigez ce qui suit, ou imprimez malgré le contrôle.</translation>
    </message>
    <message>
        <source>Meanwhile somebody else has changed {liste} in {chemin}: nothing was written, so that their work stays. Start again, and it will be taken into account.</source>
        <translation>Entre-temps, quelqu’un d’autre a modifié {liste} dans {chemin} : rien n’a été écrit, pour que son travail reste. Relancer : il en sera tenu compte.</translation>
    </message>
    <message>
        <source>The project was closed while its sheets were drawn: draw them again.</source>
        <translation>Le projet a été fermé pendant le dessin de ses feuilles : il faut les dessiner de nouveau.</translation>
    </message>
</context>
<context>
    <name>MoveCommune</name>
    <message>
        <source>Move a commune to another territory</source>
        <translation>Changer une commune de territoire</translation>
    </message>
    <message>
        <source>INSEE code of the commune</source>
        <translation>Code INSEE de la commune</translation>
    </message>
    <message>
        <source>Code of the territory it goes to</source>
        <translation>Code du territoire d’accueil</translation>
    </message>
    <message>
        <source>Author of the decision</source>
        <translation>Auteur de la décision</translation>
    </message>
    <message>
        <source>Reason of the decision</source>
        <translation>Motif de la décision</translation>
    </message>
    <message>
        <source>Territories</source>
        <translation>Territoires</translation>
    </message>
</context>
<context>
    <name>MovesTab</name>
    <message>
        <source>&amp;Move the commune</source>
        <translation>&amp;Déplacer la commune</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Rejoint</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Auteur</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Communes moved by hand</source>
        <translation>Communes déplacées à la main</translation>
    </message>
    <message>
        <source>&amp;Communes moved by hand; each later import obeys:</source>
        <translation>&amp;Communes déplacées à la main ; tout import ultérieur les respecte :</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>&amp;Annuler la décision</translation>
    </message>
    <message>
        <source>Forgets the decision; the commune goes back when its zoning is loaded or computed again</source>
        <translation>Oublie la décision ; la commune revient à sa place quand son zonage est rechargé ou recalculé</translation>
    </message>
    <message>
        <source>T&amp;ype:</source>
        <translation>T&amp;ype :</translation>
    </message>
    <message>
        <source>C&amp;ommune:</source>
        <translation>C&amp;ommune :</translation>
    </message>
    <message>
        <source>Lies in:</source>
        <translation>Appartient à :</translation>
    </message>
    <message>
        <source>&amp;Goes to:</source>
        <translation>&amp;Rejoint :</translation>
    </message>
    <message>
        <source>Moving the commune…</source>
        <translation>Déplacement de la commune en cours…</translation>
    </message>
    <message>
        <source>Taken back. Load or compute this zoning again to see the commune where it was.</source>
        <translation>Décision annulée. Rechargez ou recalculez ce zonage pour revoir la commune à sa place.</translation>
    </message>
    <message>
        <source>The commune is moved, the outlines are built again.</source>
        <translation>La commune est déplacée, les contours sont reconstruits.</translation>
    </message>
    <message>
        <source>no territory of this type</source>
        <translation>aucun territoire de ce type</translation>
    </message>
</context>
<context>
    <name>NewAtlasDialog</name>
    <message>
        <source>New atlas</source>
        <translation>Nouvel atlas</translation>
    </message>
    <message>
        <source>Lambert-93 in metropolitan France; overseas, the legal system of the region.</source>
        <translation>Lambert-93 en France métropolitaine ; outre-mer, le système légal de la région.</translation>
    </message>
    <message>
        <source>&amp;File:</source>
        <translation>&amp;Fichier :</translation>
    </message>
    <message>
        <source>&amp;Reference system:</source>
        <translation>&amp;Système de référence :</translation>
    </message>
</context>
<context>
    <name>Packages</name>
    <message>
        <source>This needs Python packages that QGIS lacks here: {names}.</source>
        <translation>Il faut pour cela des bibliothèques Python que QGIS n’a pas ici : {names}.</translation>
    </message>
    <message>
        <source>The package shapely was built for GEOS {theirs}, QGIS runs GEOS {ours}: install shapely 2.0.7.</source>
        <translation>La bibliothèque shapely est bâtie sur GEOS {theirs} et QGIS sur GEOS {ours} : installer shapely 2.0.7.</translation>
    </message>
    <message>
        <source>To install them: on Windows, “python3 -m pip install --user {pip}” in the OSGeo4W Shell; on Debian or Ubuntu, “apt install {apt}”; elsewhere, the plugin QPIP. Then restart QGIS.</source>
        <translation>Pour les installer : sous Windows, « python3 -m pip install --user {pip} » dans l’OSGeo4W Shell ; sous Debian ou Ubuntu, « apt install {apt} » ; ailleurs, l’extension QPIP. Puis redémarrer QGIS.</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Home</source>
        <translation>Accueil</translation>
    </message>
    <message>
        <source>Atlas</source>
        <translation>Atlas</translation>
    </message>
    <message>
        <source>Cooperations</source>
        <translation>Coopérations</translation>
    </message>
    <message>
        <source>Access times</source>
        <translation>Temps d’accès</translation>
    </message>
    <message>
        <source>Territories</source>
        <translation>Territoires</translation>
    </message>
    <message>
        <source>Establishments</source>
        <translation>Établissements</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Questions</translation>
    </message>
</context>
<context>
    <name>Preflight</name>
    <message>
        <source>Sheet</source>
        <translation>Feuille</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gravité</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Élément</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Constat</translation>
    </message>
    <message>
        <source>Preflight of the atlas</source>
        <translation>Contrôle de l’atlas avant impression</translation>
    </message>
    <message>
        <source>{sheets} layouts, {blocking} blocking findings, {warnings} warnings</source>
        <translation>{sheets} mises en page, {blocking} constats bloquants, {warnings} avertissements</translation>
    </message>
    <message>
        <source>Blocking</source>
        <translation>Bloquant</translation>
    </message>
    <message>
        <source>Preflight of the sheets</source>
        <translation>Contrôle des feuilles avant impression</translation>
    </message>
    <message>
        <source>Sheets (ids separated by commas; empty: all drawn)</source>
        <translation>Feuilles (identifiants séparés par des virgules ; vide : toutes celles qui sont dessinées)</translation>
    </message>
    <message>
        <source>Counts of persons are secret under (the atlas&apos;s setting, else 11)</source>
        <translation>Effectifs de personnes secrets sous (sinon le réglage de l’atlas, sinon 11)</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Constats</translation>
    </message>
    <message>
        <source>Report (HTML)</source>
        <translation>Rapport (HTML)</translation>
    </message>
    <message>
        <source>Blocking findings</source>
        <translation>Constats bloquants</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Avertissements</translation>
    </message>
    <message>
        <source>Source and date</source>
        <translation>Source et date</translation>
    </message>
    <message>
        <source>Unfinished texts</source>
        <translation>Textes inachevés</translation>
    </message>
    <message>
        <source>Stale data</source>
        <translation>Données périmées</translation>
    </message>
    <message>
        <source>Demonstration data</source>
        <translation>Données de démonstration</translation>
    </message>
    <message>
        <source>Layers that cannot be read</source>
        <translation>Couches illisibles</translation>
    </message>
    <message>
        <source>Empty layers</source>
        <translation>Couches vides</translation>
    </message>
    <message>
        <source>Classes without features</source>
        <translation>Classes sans entité</translation>
    </message>
    <message>
        <source>Reference systems</source>
        <translation>Systèmes de coordonnées</translation>
    </message>
    <message>
        <source>Sites not located</source>
        <translation>Sites non localisés</translation>
    </message>
    <message>
        <source>Sites outside the frame</source>
        <translation>Sites hors du cadre</translation>
    </message>
    <message>
        <source>Sites hidden by an item</source>
        <translation>Sites cachés par un élément</translation>
    </message>
    <message>
        <source>Labels cut</source>
        <translation>Étiquettes coupées</translation>
    </message>
    <message>
        <source>Small counts</source>
        <translation>Petits effectifs</translation>
    </message>
    <message>
        <source>Items off the page</source>
        <translation>Éléments hors de la page</translation>
    </message>
    <message>
        <source>Overlapping items</source>
        <translation>Éléments qui se chevauchent</translation>
    </message>
    <message>
        <source>Texts that do not fit</source>
        <translation>Textes qui débordent</translation>
    </message>
    <message>
        <source>Texts too small</source>
        <translation>Textes trop petits</translation>
    </message>
    <message>
        <source>Missing fonts</source>
        <translation>Polices absentes</translation>
    </message>
    <message>
        <source>Colours that cannot be told apart</source>
        <translation>Couleurs qui se confondent</translation>
    </message>
    <message>
        <source>Scale bars</source>
        <translation>Échelles</translation>
    </message>
    <message>
        <source>North arrows</source>
        <translation>Flèches du nord</translation>
    </message>
    <message>
        <source>Overviews</source>
        <translation>Aperçus</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>normal sight</source>
        <translation>vision normale</translation>
    </message>
    <message>
        <source>protanopia</source>
        <translation>protanopie</translation>
    </message>
    <message>
        <source>deuteranopia</source>
        <translation>deutéranopie</translation>
    </message>
    <message>
        <source>tritanopia</source>
        <translation>tritanopie</translation>
    </message>
    <message>
        <source>greyscale</source>
        <translation>niveaux de gris</translation>
    </message>
</context>
<context>
    <name>PreflightTab</name>
    <message>
        <source>the atlas’s own</source>
        <translation>celui de l’atlas</translation>
    </message>
    <message>
        <source>&amp;Check the drawn sheets</source>
        <translation>&amp;Contrôler les feuilles dessinées</translation>
    </message>
    <message>
        <source>&amp;Save the report…</source>
        <translation>&amp;Enregistrer le rapport…</translation>
    </message>
    <message>
        <source>Findings of the check</source>
        <translation>Constats du contrôle</translation>
    </message>
    <message>
        <source>Draw a sheet first: open it in the designer</source>
        <translation>Dessiner d’abord une feuille : l’ouvrir dans l’éditeur</translation>
    </message>
    <message>
        <source>Checking the sheets…</source>
        <translation>Contrôle des feuilles…</translation>
    </message>
    <message>
        <source>Report written: {path}</source>
        <translation>Rapport écrit : {path}</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Enregistrer le rapport</translation>
    </message>
    <message>
        <source>Counts of persons smaller than this are a statistical secret</source>
        <translation>En dessous, les effectifs de personnes relèvent du secret statistique</translation>
    </message>
    <message>
        <source>Secrec&amp;y under:</source>
        <translation>Secret so&amp;us :</translation>
    </message>
</context>
<context>
    <name>PreflightTable</name>
    <message>
        <source>Sho&amp;w the item</source>
        <translation>&amp;Voir l’élément</translation>
    </message>
</context>
<context>
    <name>PremierRecours</name>
    <message>
        <source>Build territoires de premier recours</source>
        <translation>Construire les territoires de premier recours</translation>
    </message>
    <message>
        <source>Type of the zones (none: each commune is a zone)</source>
        <translation>Type des zones de recours (aucun : chaque commune est une zone)</translation>
    </message>
    <message>
        <source>Poles: INSEE codes</source>
        <translation>Pôles : codes INSEE</translation>
    </message>
    <message>
        <source>Or services of the communes (commune, service)</source>
        <translation>Ou services des communes (commune, service)</translation>
    </message>
    <message>
        <source>Different services that make a pole</source>
        <translation>Services différents qui font un pôle</translation>
    </message>
    <message>
        <source>As near: difference in minutes</source>
        <translation>Aussi proche : écart en minutes</translation>
    </message>
    <message>
        <source>Territories</source>
        <translation>Territoires</translation>
    </message>
    <message>
        <source>Zones without a route</source>
        <translation>Zones sans itinéraire</translation>
    </message>
</context>
<context>
    <name>ProfileTab</name>
    <message>
        <source>the whole region</source>
        <translation>la région entière</translation>
    </message>
    <message>
        <source>Reference territory</source>
        <translation>Territoire de référence</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>A&amp;fficher</translation>
    </message>
    <message>
        <source>Measures of the territory</source>
        <translation>Mesures du territoire</translation>
    </message>
    <message>
        <source>Enter or a double click: the ranks of a measure as a chart</source>
        <translation>Entrée ou double clic : les rangs d’une mesure en graphique</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>Co&amp;pier</translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation>&amp;Enregistrer…</translation>
    </message>
    <message>
        <source>Small numbers of persons are hidden</source>
        <translation>Les petits nombres de personnes sont masqués</translation>
    </message>
    <message>
        <source>Besid&amp;e:</source>
        <translation>À c&amp;ôté de :</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Mesure…</translation>
    </message>
    <message>
        <source>Save the profile</source>
        <translation>Enregistrer le profil</translation>
    </message>
    <message>
        <source>Writing the profile…</source>
        <translation>Écriture du profil…</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mesure</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Référence</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>Écrit : {path}</translation>
    </message>
</context>
<context>
    <name>QueryTerritory</name>
    <message>
        <source>Ask a question</source>
        <translation>Poser une question</translation>
    </message>
    <message>
        <source>Question (communes de epci:243500139 à plus de 20 min de SU)</source>
        <translation>Question (communes de epci:243500139 à plus de 20 min de SU)</translation>
    </message>
    <message>
        <source>Name: keeps the question, or alone asks the one kept</source>
        <translation>Nom : garde la question, ou seul pose celle qui est gardée</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Number found</source>
        <translation>Nombre trouvé</translation>
    </message>
    <message>
        <source>Inhabitants</source>
        <translation>Habitants</translation>
    </message>
    <message>
        <source>Sentence to paste</source>
        <translation>Phrase à coller</translation>
    </message>
    <message>
        <source>Table to paste</source>
        <translation>Tableau à coller</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>Type of territory (epci, departement, commune ...; empty: the whole region)</source>
        <translation>Type de territoire (epci, departement, commune… ; vide : toute la région)</translation>
    </message>
    <message>
        <source>Codes or names, separated by semicolons (empty: all of the type)</source>
        <translation>Codes ou noms, séparés par des points-virgules (vide : tous ceux du type)</translation>
    </message>
    <message>
        <source>Or an area: communes whose town hall lies inside</source>
        <translation>Ou une zone : les communes dont la mairie est à l’intérieur</translation>
    </message>
    <message>
        <source>Answer as a file (CSV, XLSX or ODS), small numbers of persons hidden</source>
        <translation>Réponse en fichier (CSV, XLSX ou ODS), petits nombres de personnes masqués</translation>
    </message>
    <message>
        <source>Least number of persons published (empty: that of the edition, else 11)</source>
        <translation>Plus petit nombre de personnes publié (vide : celui de l’édition, sinon 11)</translation>
    </message>
</context>
<context>
    <name>QuestionsPage</name>
    <message>
        <source>Import &amp;OQOS…</source>
        <translation>Importer des &amp;OQOS…</translation>
    </message>
    <message>
        <source>Import &amp;indicators…</source>
        <translation>Importer des &amp;indicateurs…</translation>
    </message>
    <message>
        <source>Progress on questions</source>
        <translation>Avancement des questions</translation>
    </message>
    <message>
        <source>Findings on questions</source>
        <translation>Constats des questions</translation>
    </message>
    <message>
        <source>&amp;Territories in the map, chosen together with the chart</source>
        <translation>Te&amp;rritoires dans la carte, choisis avec le graphique</translation>
    </message>
    <message>
        <source>Charts – Atlas Soins</source>
        <translation>Graphiques – Atlas Soins</translation>
    </message>
    <message>
        <source>Answer – Atlas Soins</source>
        <translation>Réponse – Atlas Soins</translation>
    </message>
    <message>
        <source>Steps of questions</source>
        <translation>Étapes des questions</translation>
    </message>
    <message>
        <source>&amp;1 Territory</source>
        <translation>&amp;1 Territoire</translation>
    </message>
    <message>
        <source>&amp;2 Charts</source>
        <translation>&amp;2 Graphiques</translation>
    </message>
    <message>
        <source>&amp;3 Ask</source>
        <translation>&amp;3 Demander</translation>
    </message>
    <message>
        <source>&amp;4 Findings</source>
        <translation>&amp;4 Constats</translation>
    </message>
    <message>
        <source>Choose a territory, see its profile and charts, or ask a question.</source>
        <translation>Choisissez un territoire, voyez son profil et ses graphiques, ou posez une question.</translation>
    </message>
    <message>
        <source>Atlas Soins: questions</source>
        <translation>Atlas Soins : questions</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>The atlas could not be read.</source>
        <translation>L’atlas n’a pas pu être lu.</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>Le relire</translation>
    </message>
    <message>
        <source>No atlas is open: open one on the page “Home”.</source>
        <translation>Aucun atlas n’est ouvert : ouvrez-en un à la page « Accueil ».</translation>
    </message>
    <message>
        <source>The atlas is being read…</source>
        <translation>Lecture de l’atlas…</translation>
    </message>
</context>
<context>
    <name>ReasonForm</name>
    <message>
        <source>Your &amp;name:</source>
        <translation>Votre &amp;nom :</translation>
    </message>
    <message>
        <source>&amp;Reason:</source>
        <translation>&amp;Motif :</translation>
    </message>
</context>
<context>
    <name>RegionSteps</name>
    <message>
        <source>Edition: region, agency, date of the maps</source>
        <translation>Édition (région, agence, date des cartes)</translation>
    </message>
    <message>
        <source>Communes</source>
        <translation>Communes</translation>
    </message>
    <message>
        <source>Territories</source>
        <translation>Territoires</translation>
    </message>
    <message>
        <source>Establishments</source>
        <translation>Établissements</translation>
    </message>
    <message>
        <source>Cooperations</source>
        <translation>Coopérations</translation>
    </message>
    <message>
        <source>Access times</source>
        <translation>Temps d’accès</translation>
    </message>
    <message>
        <source>The printed atlas</source>
        <translation>L’atlas imprimé</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Y aller</translation>
    </message>
    <message>
        <source>Go to: {step}</source>
        <translation>Aller à : {step}</translation>
    </message>
    <message>
        <source>{step}: ✓ done</source>
        <translation>{step} : ✓ fait</translation>
    </message>
    <message>
        <source>{step}: ✓ {n}</source>
        <translation>{step} : ✓ {n}</translation>
    </message>
    <message>
        <source>&lt;b&gt;{step}: → next&lt;/b&gt;</source>
        <translation>&lt;b&gt;{step} : → ensuite&lt;/b&gt;</translation>
    </message>
    <message>
        <source>{step}: optional</source>
        <translation>{step} : facultatif</translation>
    </message>
    <message>
        <source>{step}: to do</source>
        <translation>{step} : à faire</translation>
    </message>
</context>
<context>
    <name>RemoteTimes</name>
    <message>
        <source>Access times by a routing server</source>
        <translation>Temps d’accès par un serveur d’itinéraires</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Moteur</translation>
    </message>
    <message>
        <source>Address of your server (http://host:port)</source>
        <translation>Adresse de votre serveur (http://hôte:port)</translation>
    </message>
    <message>
        <source>Profile of the server (if empty: driving for OSRM, auto for Valhalla)</source>
        <translation>Profil du serveur (si vide : driving pour OSRM, auto pour Valhalla)</translation>
    </message>
    <message>
        <source>Season in which seasonal emergency departments count</source>
        <translation>Saison où les services saisonniers comptent</translation>
    </message>
    <message>
        <source>Greatest distance from a point to a road (m)</source>
        <translation>Plus grande distance d’un point à une route (m)</translation>
    </message>
    <message>
        <source>Longest wait for an answer (s)</source>
        <translation>Attente maximale d’une réponse (s)</translation>
    </message>
    <message>
        <source>Communes</source>
        <translation>Communes</translation>
    </message>
    <message>
        <source>Communes reached</source>
        <translation>Communes atteintes</translation>
    </message>
    <message>
        <source>Communes not reached</source>
        <translation>Communes non atteintes</translation>
    </message>
    <message>
        <source>Requests sent</source>
        <translation>Requêtes envoyées</translation>
    </message>
    <message>
        <source>Attempt {} failed ({}); trying again.</source>
        <translation>Essai {} sans succès ({}) ; nouvel essai.</translation>
    </message>
    <message>
        <source>Requests sent: {}.</source>
        <translation>Requêtes envoyées : {}.</translation>
    </message>
    <message>
        <source>Sheets draw these times (setting temps_methode)</source>
        <translation>Les feuilles dessinent ces temps (réglage temps_methode)</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>The sheet</source>
        <translation>La feuille</translation>
    </message>
    <message>
        <source>Progress of the sheet</source>
        <translation>Avancement de la feuille</translation>
    </message>
    <message>
        <source>The sheet as it prints</source>
        <translation>La feuille telle qu’elle s’imprime</translation>
    </message>
    <message>
        <source>Adding the sheet…</source>
        <translation>Ajout de la feuille…</translation>
    </message>
    <message>
        <source>Sheet {sheet} is in the catalogue: {path}</source>
        <translation>La feuille {sheet} est au catalogue : {path}</translation>
    </message>
    <message>
        <source>Drawing the sheet…</source>
        <translation>Dessin de la feuille…</translation>
    </message>
</context>
<context>
    <name>ResultsTab</name>
    <message>
        <source>Communes and population by class</source>
        <translation>Communes et population par classe</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Communes</source>
        <translation>Communes</translation>
    </message>
    <message>
        <source>Population</source>
        <translation>Population</translation>
    </message>
    <message>
        <source>By &amp;class:</source>
        <translation>Par c&amp;lasse :</translation>
    </message>
    <message>
        <source>Communes in the &amp;map</source>
        <translation>Communes dans la &amp;carte</translation>
    </message>
    <message>
        <source>Findings of the computation</source>
        <translation>Constats du calcul</translation>
    </message>
    <message>
        <source>&amp;Nearest:</source>
        <translation>Le &amp;plus proche :</translation>
    </message>
    <message>
        <source>of all responders</source>
        <translation>de tous les effecteurs</translation>
    </message>
    <message>
        <source>No times yet. Next: compute them in the first tab.</source>
        <translation>Aucun temps pour l’instant. Ensuite : calculez-les dans le premier onglet.</translation>
    </message>
    <message>
        <source>{mention} ({date})</source>
        <translation>{mention} ({date})</translation>
    </message>
    <message>
        <source>Access times: {kind}</source>
        <translation>Temps d’accès : {kind}</translation>
    </message>
    <message>
        <source>Access zones: {kind}</source>
        <translation>Zones d’accès : {kind}</translation>
    </message>
    <message>
        <source>Access times</source>
        <translation>Temps d’accès</translation>
    </message>
    <message>
        <source>The sheets of this atlas take these times too</source>
        <translation>Les feuilles de cet atlas prennent aussi ces temps</translation>
    </message>
    <message>
        <source>&amp;Import times…</source>
        <translation>I&amp;mporter des temps…</translation>
    </message>
    <message>
        <source>A table of communes and minutes: METRIC, DREES or your own</source>
        <translation>Une table de communes et de minutes : METRIC, DREES ou la vôtre</translation>
    </message>
    <message>
        <source>road network</source>
        <translation>réseau routier</translation>
    </message>
    <message>
        <source>import</source>
        <translation>import</translation>
    </message>
    <message>
        <source>Several imports stand side by side: choose one.</source>
        <translation>Plusieurs imports coexistent : choisissez-en un.</translation>
    </message>
    <message>
        <source>Z&amp;ones in the map</source>
        <translation>Zones dans la cart&amp;e</translation>
    </message>
    <message>
        <source>Times b&amp;y:</source>
        <translation>Temp&amp;s par :</translation>
    </message>
</context>
<context>
    <name>RetouchesTab</name>
    <message>
        <source>What you changed in the designer or the map is kept when a sheet is drawn again. It is listed here.</source>
        <translation>Ce qui a été modifié dans l’éditeur ou la carte est conservé quand une feuille est redessinée. En voici la liste.</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Feuille</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Nature</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Objet</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Détail</translation>
    </message>
    <message>
        <source>Held by hand</source>
        <translation>Retouches</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>&amp;Actualiser</translation>
    </message>
    <message>
        <source>&amp;Back to automatic</source>
        <translation>&amp;Revenir à l’automatique</translation>
    </message>
    <message>
        <source>no longer on the sheet</source>
        <translation>n’est plus sur la feuille</translation>
    </message>
    <message>
        <source>Drawing the sheets again…</source>
        <translation>Nouveau dessin des feuilles…</translation>
    </message>
    <message>
        <source>item</source>
        <translation>élément</translation>
    </message>
    <message>
        <source>added</source>
        <translation>ajout</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>retiré</translation>
    </message>
    <message>
        <source>class</source>
        <translation>classe</translation>
    </message>
    <message>
        <source>label</source>
        <translation>étiquette</translation>
    </message>
    <message>
        <source>link</source>
        <translation>lien</translation>
    </message>
    <message>
        <source>text</source>
        <translation>texte</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>couche</translation>
    </message>
</context>
<context>
    <name>RoadAlgorithm</name>
    <message>
        <source>Workspace</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Road layer</source>
        <translation>Couche des routes</translation>
    </message>
    <message>
        <source>Speed profile</source>
        <translation>Profil de vitesses</translation>
    </message>
    <message>
        <source>Any layer with a speed</source>
        <translation>Toute couche portant une vitesse</translation>
    </message>
    <message>
        <source>Responders that count (none chosen: all that have rows)</source>
        <translation>Effecteurs pris en compte (aucun choisi : tous ceux qui ont des lignes)</translation>
    </message>
    <message>
        <source>Emergency department (SU)</source>
        <translation>Service d’urgences (SU)</translation>
    </message>
    <message>
        <source>Seasonal emergency department</source>
        <translation>Service d’urgences saisonnier</translation>
    </message>
    <message>
        <source>SMUR branch</source>
        <translation>Antenne de SMUR</translation>
    </message>
    <message>
        <source>SAMU correspondent (MCS)</source>
        <translation>Médecin correspondant du SAMU (MCS)</translation>
    </message>
    <message>
        <source>Civil security helicopter</source>
        <translation>Hélicoptère de la sécurité civile</translation>
    </message>
    <message>
        <source>Instead of responders, the sites of an activity (key, for example maternites)</source>
        <translation>Au lieu des effecteurs, les sites d’une activité (clé, par exemple maternites)</translation>
    </message>
    <message>
        <source>Bounds (minutes)</source>
        <translation>Bornes (minutes)</translation>
    </message>
    <message>
        <source>Speed profile of your own (YAML)</source>
        <translation>Votre propre profil de vitesses (YAML)</translation>
    </message>
    <message>
        <source>Speed where the layer gives none (km/h)</source>
        <translation>Vitesse là où la couche n’en donne pas (km/h)</translation>
    </message>
    <message>
        <source>Take ferries</source>
        <translation>Prendre les bacs</translation>
    </message>
    <message>
        <source>Season in which seasonal emergency departments count</source>
        <translation>Saison où les services saisonniers comptent</translation>
    </message>
    <message>
        <source>Greatest distance from a point to a road (m)</source>
        <translation>Plus grande distance d’un point à une route (m)</translation>
    </message>
    <message>
        <source>New sites at town halls (kind and commune: SMUR 35238; SU 29019)</source>
        <translation>Nouveaux sites aux mairies (type et commune : SMUR 35238 ; SU 29019)</translation>
    </message>
    <message>
        <source>Findings on the map (dead ends, places off the network)</source>
        <translation>Constats sur la carte (impasses, lieux hors réseau)</translation>
    </message>
    <message>
        <source>Or instead of roads, a table of times (origine, destination, minutes)</source>
        <translation>Ou, à la place des routes, une table de temps (origine, destination, minutes)</translation>
    </message>
    <message>
        <source>Time inside the commune of a site</source>
        <translation>Temps dans la commune d’un site</translation>
    </message>
    <message>
        <source>0 minute (METRIC convention)</source>
        <translation>0 minute (convention METRIC)</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>calculé</translation>
    </message>
</context>
<context>
    <name>RoadPicker</name>
    <message>
        <source>Roads</source>
        <translation>Routes</translation>
    </message>
    <message>
        <source>Choose a file of roads, or a table of times</source>
        <translation>Choisir un fichier de routes, ou une table de temps</translation>
    </message>
    <message>
        <source>Tables of times ({suffixes})</source>
        <translation>Tables de temps ({suffixes})</translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Arrêt en cours…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Arrêté.</translation>
    </message>
</context>
<context>
    <name>SaveTheme</name>
    <message>
        <source>Keep a theme as a sheet of your catalogue</source>
        <translation>Garder un thème comme feuille de votre catalogue</translation>
    </message>
    <message>
        <source>Id of the sheet (letters and digits, as in H40)</source>
        <translation>Identifiant de la feuille (lettres et chiffres, comme H40)</translation>
    </message>
    <message>
        <source>Title of the sheet</source>
        <translation>Titre de la feuille</translation>
    </message>
    <message>
        <source>Family of the catalogue (T, H, A, C, O…)</source>
        <translation>Famille du catalogue (T, H, A, C, O…)</translation>
    </message>
    <message>
        <source>Folder of your catalogue</source>
        <translation>Dossier de votre catalogue</translation>
    </message>
    <message>
        <source>Replace a sheet of this id</source>
        <translation>Remplacer une feuille de cet identifiant</translation>
    </message>
    <message>
        <source>File of the sheet</source>
        <translation>Fichier de la feuille</translation>
    </message>
    <message>
        <source>Sheet {} written: {}</source>
        <translation>Feuille {} écrite : {}</translation>
    </message>
</context>
<context>
    <name>ScenarioRow</name>
    <message>
        <source>name</source>
        <translation>nom</translation>
    </message>
    <message>
        <source>S&amp;cenario:</source>
        <translation>Scénar&amp;io :</translation>
    </message>
    <message>
        <source>O&amp;pen</source>
        <translation>Ou&amp;vrir</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Enregistrer</translation>
    </message>
</context>
<context>
    <name>SectorPopulation</name>
    <message>
        <source>Population of psychiatric sectors</source>
        <translation>Population des secteurs de psychiatrie</translation>
    </message>
    <message>
        <source>Type of the sectors</source>
        <translation>Type des secteurs</translation>
    </message>
    <message>
        <source>Population of IRIS (table)</source>
        <translation>Population des IRIS (table)</translation>
    </message>
    <message>
        <source>Inhabitants of a psychiatric sector</source>
        <translation>Habitants d’un secteur de psychiatrie</translation>
    </message>
    <message>
        <source>Tolerance on it (%)</source>
        <translation>Tolérance (%)</translation>
    </message>
    <message>
        <source>Sectors</source>
        <translation>Secteurs</translation>
    </message>
    <message>
        <source>Sectors beyond the tolerance</source>
        <translation>Secteurs au-delà de la tolérance</translation>
    </message>
</context>
<context>
    <name>SelectEstablishments</name>
    <message>
        <source>Find establishments</source>
        <translation>Chercher des établissements</translation>
    </message>
    <message>
        <source>Activities (su smur maternites irm ...)</source>
        <translation>Activités (su smur maternites irm ...)</translation>
    </message>
    <message>
        <source>Authorisations (14/23|24 18/67 QA014/MO032 ...)</source>
        <translation>Autorisations (14/23|24 18/67 QA014/MO032 ...)</translation>
    </message>
    <message>
        <source>FINESS categories (355 500 ...)</source>
        <translation>Catégories FINESS (355 500 ...)</translation>
    </message>
    <message>
        <source>Territory (type:code, as in epci:243500139)</source>
        <translation>Territoire (type:code, par exemple epci:243500139)</translation>
    </message>
    <message>
        <source>Opened from (YYYY-MM-DD)</source>
        <translation>Ouverts à partir du (AAAA-MM-JJ)</translation>
    </message>
    <message>
        <source>Opened to (YYYY-MM-DD)</source>
        <translation>Ouverts jusqu’au (AAAA-MM-JJ)</translation>
    </message>
    <message>
        <source>Date of the map (YYYY-MM-DD)</source>
        <translation>Date de la carte (AAAA-MM-JJ)</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Public</translation>
    </message>
    <message>
        <source>Private of collective interest (ESPIC)</source>
        <translation>Privé d’intérêt collectif (ESPIC)</translation>
    </message>
    <message>
        <source>Other private non-profit</source>
        <translation>Autre privé non lucratif</translation>
    </message>
    <message>
        <source>Private for-profit</source>
        <translation>Privé lucratif</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Statut</translation>
    </message>
    <message>
        <source>Least beds, places or devices</source>
        <translation>Lits, places ou appareils, au moins</translation>
    </message>
    <message>
        <source>Establishments found</source>
        <translation>Établissements trouvés</translation>
    </message>
    <message>
        <source>Number found</source>
        <translation>Nombre trouvé</translation>
    </message>
    <message>
        <source>Without coordinates</source>
        <translation>Sans coordonnées</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Details…</source>
        <translation>Détails…</translation>
    </message>
    <message>
        <source>Result: {links}</source>
        <translation>Résultat : {links}</translation>
    </message>
    <message>
        <source>Another program changed the atlas: shown anew.</source>
        <translation>Un autre programme a modifié l’atlas : il est relu.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Set by your IT department (variable {name})</source>
        <translation>Fixé par votre service informatique (variable {name})</translation>
    </message>
    <message>
        <source>What a new atlas starts with</source>
        <translation>Ce avec quoi un nouvel atlas commence</translation>
    </message>
    <message>
        <source>&amp;Agency:</source>
        <translation>&amp;Agence :</translation>
    </message>
    <message>
        <source>A&amp;uthor:</source>
        <translation>A&amp;uteur :</translation>
    </message>
    <message>
        <source>C&amp;opyright of the base map:</source>
        <translation>C&amp;opyright du fond de carte :</translation>
    </message>
    <message>
        <source>&amp;Tool named on the pages:</source>
        <translation>Ou&amp;til nommé sur les pages :</translation>
    </message>
    <message>
        <source>&amp;Logo:</source>
        <translation>&amp;Logo :</translation>
    </message>
    <message>
        <source>C&amp;harter:</source>
        <translation>C&amp;harte :</translation>
    </message>
    <message>
        <source>as the plugin has it</source>
        <translation>celui de l’extension</translation>
    </message>
    <message>
        <source>Layout te&amp;mplate:</source>
        <translation>Gabarit de &amp;mise en page :</translation>
    </message>
    <message>
        <source>office printer or screen</source>
        <translation>imprimante de bureau ou écran</translation>
    </message>
    <message>
        <source>printer’s profile (bleed, crop marks)</source>
        <translation>profil imprimeur (fonds perdus, traits de coupe)</translation>
    </message>
    <message>
        <source>&amp;Press:</source>
        <translation>Im&amp;pression :</translation>
    </message>
    <message>
        <source>Folder of your &amp;catalogue:</source>
        <translation>Dossier de votre &amp;catalogue :</translation>
    </message>
    <message>
        <source>Least number of &amp;persons published:</source>
        <translation>Plus petit nombre de pe&amp;rsonnes publié :</translation>
    </message>
    <message>
        <source>Your work</source>
        <translation>Votre travail</translation>
    </message>
    <message>
        <source>&amp;Folder of your atlases:</source>
        <translation>Dossier de vos atla&amp;s :</translation>
    </message>
    <message>
        <source>Routing &amp;server:</source>
        <translation>Serveur d’it&amp;inéraires :</translation>
    </message>
    <message>
        <source>http://host:port – none: times are computed on this computer</source>
        <translation>http://hôte:port – vide : les temps sont calculés sur cet ordinateur</translation>
    </message>
    <message>
        <source>A&amp;ddress of the server:</source>
        <translation>A&amp;dresse du serveur :</translation>
    </message>
    <message>
        <source>Processes of an e&amp;xport:</source>
        <translation>Processus d’un e&amp;xport :</translation>
    </message>
    <message>
        <source>Road networks kept ready</source>
        <translation>Réseaux routiers gardés prêts</translation>
    </message>
    <message>
        <source>&amp;Empty</source>
        <translation>&amp;Vider</translation>
    </message>
    <message>
        <source>No atlas is open: networks are kept beside the atlas.</source>
        <translation>Aucun atlas n’est ouvert : les réseaux sont gardés à côté de l’atlas.</translation>
    </message>
    <message>
        <source>{count} beside the atlas “{name}”, {size}</source>
        <translation>{count} à côté de l’atlas « {name} », {size}</translation>
    </message>
</context>
<context>
    <name>SetupTab</name>
    <message>
        <source>{n} emergency responders.</source>
        <translation>{n} effecteurs de l’urgence.</translation>
    </message>
    <message>
        <source>The responders are being listed…</source>
        <translation>Les effecteurs sont relevés…</translation>
    </message>
    <message>
        <source>Take them &amp;from the establishments</source>
        <translation>Les &amp;reprendre des établissements</translation>
    </message>
    <message>
        <source>Roads</source>
        <translation>Routes</translation>
    </message>
    <message>
        <source>Responders that count</source>
        <translation>Effecteurs qui comptent</translation>
    </message>
    <message>
        <source>&amp;Minutes of communes</source>
        <translation>&amp;Minutes des communes</translation>
    </message>
    <message>
        <source>&amp;Zones on the ground</source>
        <translation>&amp;Zones sur le terrain</translation>
    </message>
    <message>
        <source>Comp&amp;ute</source>
        <translation>C&amp;alculer</translation>
    </message>
    <message>
        <source>&amp;Roads:</source>
        <translation>&amp;Routes :</translation>
    </message>
    <message>
        <source>Speed &amp;profile:</source>
        <translation>&amp;Profil de vitesses :</translation>
    </message>
    <message>
        <source>&amp;Sites:</source>
        <translation>&amp;Sites :</translation>
    </message>
    <message>
        <source>&amp;Bounds (minutes):</source>
        <translation>&amp;Bornes (minutes) :</translation>
    </message>
    <message>
        <source>Zones &amp;drawn as:</source>
        <translation>Zones &amp;dessinées en :</translation>
    </message>
    <message>
        <source>None ticked: all that have rows</source>
        <translation>Aucun coché : tous ceux qui ont des lignes</translation>
    </message>
    <message>
        <source>The times of communes are being computed…</source>
        <translation>Calcul des temps des communes en cours…</translation>
    </message>
    <message>
        <source>The zones are being computed…</source>
        <translation>Calcul des zones en cours…</translation>
    </message>
    <message>
        <source>{reached} communes reached, {unreached} not.</source>
        <translation>{reached} communes atteintes, {unreached} non.</translation>
    </message>
    <message>
        <source>{zones} zones drawn.</source>
        <translation>{zones} zones dessinées.</translation>
    </message>
    <message>
        <source>Conventions</source>
        <translation>Conventions</translation>
    </message>
    <message>
        <source>none: seasonal ones do not count</source>
        <translation>aucune : les saisonniers ne comptent pas</translation>
    </message>
    <message>
        <source>as the profile says</source>
        <translation>selon le profil</translation>
    </message>
    <message>
        <source>&amp;Inside the commune of a site:</source>
        <translation>Dans la commune d’un s&amp;ite :</translation>
    </message>
    <message>
        <source>S&amp;eason:</source>
        <translation>Saiso&amp;n :</translation>
    </message>
    <message>
        <source>Speed w&amp;here none is given:</source>
        <translation>&amp;Vitesse à défaut :</translation>
    </message>
    <message>
        <source>Emergency responders</source>
        <translation>Effecteurs d’urgence</translation>
    </message>
    <message>
        <source>&amp;Kinds that count (none: all):</source>
        <translation>&amp;Types qui comptent (aucun : tous) :</translation>
    </message>
    <message>
        <source>Sites of zo&amp;nes:</source>
        <translation>Sites des zon&amp;es :</translation>
    </message>
    <message>
        <source>Greatest distance &amp;to a road:</source>
        <translation>Distance maximale à une r&amp;oute :</translation>
    </message>
    <message>
        <source>Zones need roads: a table of times says nothing of the ground</source>
        <translation>Les zones demandent des routes : une table de temps ne dit rien du terrain</translation>
    </message>
</context>
<context>
    <name>SheetWizard</name>
    <message>
        <source>A sheet of your own</source>
        <translation>Une feuille à vous</translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>Sheets (ids separated by commas; empty: all)</source>
        <translation>Feuilles (identifiants séparés par des virgules ; vide : toutes)</translation>
    </message>
    <message>
        <source>Catalogue folder of your own</source>
        <translation>Dossier de votre propre catalogue</translation>
    </message>
</context>
<context>
    <name>SheetsTab</name>
    <message>
        <source>Sheet</source>
        <translation>Feuille</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Sheets of the atlas</source>
        <translation>Feuilles de l’atlas</translation>
    </message>
    <message>
        <source>&amp;Sheets (ticked ones are printed):</source>
        <translation>&amp;Feuilles (celles qui sont cochées s’impriment) :</translation>
    </message>
    <message>
        <source>Picture of the sheet</source>
        <translation>Image de la feuille</translation>
    </message>
    <message>
        <source>Open in the &amp;designer</source>
        <translation>Ouvrir dans l’é&amp;diteur</translation>
    </message>
    <message>
        <source>Open the &amp;template</source>
        <translation>Ouvrir le &amp;modèle</translation>
    </message>
    <message>
        <source>&amp;Import its data</source>
        <translation>&amp;Importer ses données</translation>
    </message>
    <message>
        <source>E&amp;xpress map…</source>
        <translation>Carte e&amp;xpress…</translation>
    </message>
    <message>
        <source>&amp;Add a sheet…</source>
        <translation>&amp;Ajouter une feuille…</translation>
    </message>
    <message>
        <source>Drawing the sheet {sheet}…</source>
        <translation>Dessin de la feuille {sheet}…</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>prête</translation>
    </message>
    <message>
        <source>data missing</source>
        <translation>données absentes</translation>
    </message>
    <message>
        <source>data changed</source>
        <translation>données changées</translation>
    </message>
    <message>
        <source>illegible source</source>
        <translation>source illisible</translation>
    </message>
    <message>
        <source>Waits for: {tables}.</source>
        <translation>Attend : {tables}.</translation>
    </message>
    <message>
        <source>Template: {files}.</source>
        <translation>Modèle : {files}.</translation>
    </message>
    <message>
        <source>Its data have changed since it was drawn: opening it draws it again.</source>
        <translation>Ses données ont changé depuis le dessin : l’ouvrir la redessine.</translation>
    </message>
</context>
<context>
    <name>SimplifyPolygons</name>
    <message>
        <source>Simplify polygons together</source>
        <translation>Simplifier des polygones ensemble</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>Polygones</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Tolérance</translation>
    </message>
    <message>
        <source>Simplified polygons</source>
        <translation>Polygones simplifiés</translation>
    </message>
</context>
<context>
    <name>SiteCheckTab</name>
    <message>
        <source>Sites without coordinates, far from their commune or closed; legal entities; reference hospitals.</source>
        <translation>Sites sans coordonnées, loin de leur commune ou fermés ; entités juridiques ; CH référents.</translation>
    </message>
    <message>
        <source>that of the edition</source>
        <translation>celle de l’édition</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>&amp;Contrôler</translation>
    </message>
    <message>
        <source>&amp;Date of the map:</source>
        <translation>&amp;Date de la carte :</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Contrôle en cours…</translation>
    </message>
    <message>
        <source>Nothing found: every check passed.</source>
        <translation>Rien à signaler : tous les contrôles sont passés.</translation>
    </message>
</context>
<context>
    <name>SiteImportTab</name>
    <message>
        <source>FINESS register (any layout)</source>
        <translation>Référentiel FINESS (toute présentation)</translation>
    </message>
    <message>
        <source>List of sites with longitude and latitude</source>
        <translation>Liste de sites avec longitude et latitude</translation>
    </message>
    <message>
        <source>SAE tables (a folder)</source>
        <translation>Tableaux SAE (un dossier)</translation>
    </message>
    <message>
        <source>Liberal practitioners</source>
        <translation>Praticiens libéraux</translation>
    </message>
    <message>
        <source>A table of the agency</source>
        <translation>Un tableau de l’agence</translation>
    </message>
    <message>
        <source>Open the e&amp;mpty template</source>
        <translation>Ouvrir le modèle &amp;vierge</translation>
    </message>
    <message>
        <source>File to import</source>
        <translation>Fichier à importer</translation>
    </message>
    <message>
        <source>Folder of the SAE tables</source>
        <translation>Dossier des tables de la SAE</translation>
    </message>
    <message>
        <source>22 29 35 56; empty: those of the communes</source>
        <translation>22 29 35 56 ; vide : ceux des communes</translation>
    </message>
    <message>
        <source>First rows of what is imported</source>
        <translation>Premières lignes de ce qui est importé</translation>
    </message>
    <message>
        <source>First rows, and columns found (correct what is wrong):</source>
        <translation>Premières lignes, et colonnes reconnues (corrigez ce qui est faux) :</translation>
    </message>
    <message>
        <source>&amp;Import into the atlas</source>
        <translation>&amp;Importer dans l’atlas</translation>
    </message>
    <message>
        <source>&amp;What:</source>
        <translation>&amp;Quoi :</translation>
    </message>
    <message>
        <source>&amp;Table:</source>
        <translation>&amp;Tableau :</translation>
    </message>
    <message>
        <source>&amp;File:</source>
        <translation>&amp;Fichier :</translation>
    </message>
    <message>
        <source>Fo&amp;lder:</source>
        <translation>D&amp;ossier :</translation>
    </message>
    <message>
        <source>&amp;Year:</source>
        <translation>&amp;Année :</translation>
    </message>
    <message>
        <source>&amp;Departments kept:</source>
        <translation>&amp;Départements retenus :</translation>
    </message>
    <message>
        <source>S&amp;ource, as printed:</source>
        <translation>&amp;Mention de source imprimée :</translation>
    </message>
    <message>
        <source>P&amp;roducer:</source>
        <translation>P&amp;roducteur :</translation>
    </message>
    <message>
        <source>Date of t&amp;he data:</source>
        <translation>Dat&amp;e des données :</translation>
    </message>
    <message>
        <source>Li&amp;cence:</source>
        <translation>Li&amp;cence :</translation>
    </message>
    <message>
        <source>The source is needed: sheets print it</source>
        <translation>La mention de source est nécessaire : les feuilles l’impriment</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>Import en cours…</translation>
    </message>
    <message>
        <source>{n} rows imported. Next: look at the findings, then draw a theme.</source>
        <translation>{n} lignes importées. Ensuite : regardez les constats, puis dessinez un thème.</translation>
    </message>
    <message>
        <source>Legal e&amp;ntities:</source>
        <translation>E&amp;ntités juridiques :</translation>
    </message>
    <message>
        <source>&amp;Place the unlocated at town halls</source>
        <translation>P&amp;lacer à la mairie les sites non situés</translation>
    </message>
    <message>
        <source>&amp;Add to those already there</source>
        <translation>A&amp;jouter à ceux déjà présents</translation>
    </message>
    <message>
        <source>Without this the file takes the place of the establishments of the atlas</source>
        <translation>Sinon le fichier remplace les établissements de l’atlas</translation>
    </message>
    <message>
        <source>Sites without coordinates go to their commune&apos;s town hall, and are marked</source>
        <translation>Les sites sans coordonnées vont à la mairie de leur commune, et sont marqués</translation>
    </message>
    <message>
        <source>Authorisations (FINESS, ARHGOS)</source>
        <translation>Autorisations (FINESS, ARHGOS)</translation>
    </message>
    <message>
        <source>Heavy equipment (FINESS, ARHGOS)</source>
        <translation>Équipements lourds (FINESS, ARHGOS)</translation>
    </message>
    <message>
        <source>Places of medico-social establishments</source>
        <translation>Places des établissements médico-sociaux</translation>
    </message>
    <message>
        <source>File of legal entities</source>
        <translation>Fichier des entités juridiques</translation>
    </message>
</context>
<context>
    <name>SiteMinutes</name>
    <message>
        <source>Minutes from every site</source>
        <translation>Minutes depuis chaque site</translation>
    </message>
    <message>
        <source>Only the new sites</source>
        <translation>Nouveaux sites seulement</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Sites</translation>
    </message>
</context>
<context>
    <name>SitePart</name>
    <message>
        <source>Find a site</source>
        <translation>Chercher un site</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Communes</source>
        <translation>Communes</translation>
    </message>
    <message>
        <source>Number of communes it is nearest to</source>
        <translation>Nombre de communes dont il est le plus proche</translation>
    </message>
    <message>
        <source>&amp;Tick the sites that are open:</source>
        <translation>&amp;Cochez les sites ouverts :</translation>
    </message>
    <message>
        <source>Kind of the new site</source>
        <translation>Type du nouveau site</translation>
    </message>
    <message>
        <source>Commune of the new site</source>
        <translation>Commune du nouveau site</translation>
    </message>
    <message>
        <source>&amp;Open it</source>
        <translation>&amp;Ouvrir</translation>
    </message>
    <message>
        <source>&amp;New site:</source>
        <translation>&amp;Nouveau site :</translation>
    </message>
    <message>
        <source>new, {commune}</source>
        <translation>nouveau, {commune}</translation>
    </message>
</context>
<context>
    <name>SiteTheme</name>
    <message>
        <source>Activities (su smur maternites irm …)</source>
        <translation>Activités (su smur maternites irm …)</translation>
    </message>
    <message>
        <source>Other symbols than their own (activity=symbol; activity=symbol)</source>
        <translation>Autres symboles que les leurs (activité=symbole ; activité=symbole)</translation>
    </message>
    <message>
        <source>Title in the legend</source>
        <translation>Titre dans la légende</translation>
    </message>
    <message>
        <source>Write the names of the sites</source>
        <translation>Écrire les noms des sites</translation>
    </message>
    <message>
        <source>Symbols as large as the capacity (beds, places, devices)</source>
        <translation>Symboles proportionnels à la capacité (lits, places, appareils)</translation>
    </message>
    <message>
        <source>Capacity that sizes them (table:variable, as in MCO:LIT_MED; the activity&apos;s own)</source>
        <translation>Capacité qui donne la taille (table:variable, comme MCO:LIT_MED ; sinon celle de l’activité)</translation>
    </message>
</context>
<context>
    <name>SurveyTab</name>
    <message>
        <source>Tables</source>
        <translation>Tableaux</translation>
    </message>
    <message>
        <source>File of the survey</source>
        <translation>Fichier de l’enquête</translation>
    </message>
    <message>
        <source>as each row says</source>
        <translation>celle que porte chaque ligne</translation>
    </message>
    <message>
        <source>DD/MM/YYYY, as each row says if empty</source>
        <translation>JJ/MM/AAAA ; si vide, celle que porte chaque ligne</translation>
    </message>
    <message>
        <source>Sites decided by hand</source>
        <translation>Sites désignés à la main</translation>
    </message>
    <message>
        <source>Import the &amp;valid rows although others have errors</source>
        <translation>Importer les seules lignes &amp;valides</translation>
    </message>
    <message>
        <source>&amp;Import the survey</source>
        <translation>&amp;Importer l’enquête</translation>
    </message>
    <message>
        <source>Findings of the import</source>
        <translation>Constats de l’import</translation>
    </message>
    <message>
        <source>&amp;File of the survey:</source>
        <translation>&amp;Fichier de l’enquête :</translation>
    </message>
    <message>
        <source>&amp;Edition:</source>
        <translation>Édi&amp;tion :</translation>
    </message>
    <message>
        <source>State &amp;date:</source>
        <translation>&amp;Date de l’état des lieux :</translation>
    </message>
    <message>
        <source>&amp;Sites decided by hand:</source>
        <translation>&amp;Sites désignés à la main :</translation>
    </message>
    <message>
        <source>The survey is being read…</source>
        <translation>Lecture de l’enquête en cours…</translation>
    </message>
    <message>
        <source>{written} of {read} rows imported, {shown} of them shown on the sheets.</source>
        <translation>{written} lignes importées sur {read}, dont {shown} affichées sur les feuilles.</translation>
    </message>
    <message>
        <source>Uncertain sites are listed in {file}: keep one line a name, and give the file as “Sites decided by hand”.</source>
        <translation>Les sites incertains sont listés dans {file} : gardez une ligne par nom, puis donnez ce fichier comme « Sites désignés à la main ».</translation>
    </message>
    <message>
        <source>First rows of the survey</source>
        <translation>Premières lignes de l’enquête</translation>
    </message>
    <message>
        <source>&amp;Workbooks to send…</source>
        <translation>&amp;Classeurs à envoyer…</translation>
    </message>
    <message>
        <source>One workbook a reference hospital, filled with what is known</source>
        <translation>Un classeur par CH référent, rempli de ce qui est connu</translation>
    </message>
    <message>
        <source>Workbooks &amp;returned…</source>
        <translation>Classeurs reç&amp;us…</translation>
    </message>
    <message>
        <source>Reads all workbooks of a folder together, and sets differences side by side</source>
        <translation>Lit ensemble tous les classeurs d’un dossier, et met les différences côte à côte</translation>
    </message>
</context>
<context>
    <name>SymbolChoices</name>
    <message>
        <source>Symbol for {activity}</source>
        <translation>Symbole pour {activity}</translation>
    </message>
</context>
<context>
    <name>TablePage</name>
    <message>
        <source>What the sheet shows</source>
        <translation>Ce que montre la feuille</translation>
    </message>
    <message>
        <source>&amp;Points (a dot each)</source>
        <translation>Des &amp;points (un rond chacun)</translation>
    </message>
    <message>
        <source>An &amp;indicator by territory (filled areas)</source>
        <translation>Un &amp;indicateur par territoire (aplats)</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>&amp;Table (CSV, XLSX, ODS):</source>
        <translation>&amp;Table (CSV, XLSX, ODS) :</translation>
    </message>
    <message>
        <source>or a &amp;layer of the project:</source>
        <translation>ou une &amp;couche du projet :</translation>
    </message>
    <message>
        <source>or what the &amp;workspace holds:</source>
        <translation>ou ce que contient l’&amp;espace de travail :</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>(rien)</translation>
    </message>
</context>
<context>
    <name>TerritoiresDeVie</name>
    <message>
        <source>Build territoires de vie from commuting flows</source>
        <translation>Construire les territoires de vie par les flux domicile-travail</translation>
    </message>
    <message>
        <source>Type to build</source>
        <translation>Type à construire</translation>
    </message>
    <message>
        <source>Commuting flows (origin, destination, workers)</source>
        <translation>Flux domicile-travail (origine, destination, actifs)</translation>
    </message>
    <message>
        <source>Units: a type of territories (none: the communes)</source>
        <translation>Unités : un type de territoires (aucun : les communes)</translation>
    </message>
    <message>
        <source>Least share of workers going to one other unit (%)</source>
        <translation>Part minimale des actifs allant vers une autre unité (%)</translation>
    </message>
    <message>
        <source>Least population of a territory</source>
        <translation>Population minimale d’un territoire</translation>
    </message>
    <message>
        <source>Islands touch what is no farther over water than (m)</source>
        <translation>Les îles touchent ce qui est à cette distance par mer, au plus (m)</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Étapes</translation>
    </message>
    <message>
        <source>Territories</source>
        <translation>Territoires</translation>
    </message>
</context>
<context>
    <name>TerritoriesPage</name>
    <message>
        <source>Progress on territories</source>
        <translation>Avancement sur les territoires</translation>
    </message>
    <message>
        <source>Findings on territories</source>
        <translation>Constats sur les territoires</translation>
    </message>
    <message>
        <source>Jobs on territories</source>
        <translation>Travaux sur les territoires</translation>
    </message>
    <message>
        <source>&amp;1 Load</source>
        <translation>&amp;1 Charger</translation>
    </message>
    <message>
        <source>&amp;2 Check</source>
        <translation>&amp;2 Contrôler</translation>
    </message>
    <message>
        <source>&amp;3 Build</source>
        <translation>&amp;3 Construire</translation>
    </message>
    <message>
        <source>&amp;4 Draw</source>
        <translation>&amp;4 Dessiner</translation>
    </message>
    <message>
        <source>&amp;5 Correct</source>
        <translation>&amp;5 Corriger</translation>
    </message>
    <message>
        <source>Nothing yet. Next: load the communes, everything is built from them.</source>
        <translation>Rien pour l’instant. Ensuite : chargez les communes, tout se construit à partir d’elles.</translation>
    </message>
    <message>
        <source>{n} communes</source>
        <translation>{n} communes</translation>
    </message>
    <message>
        <source>Done: {done}. Next: load a zoning, or build one.</source>
        <translation>Fait : {done}. Ensuite : chargez un zonage ou construisez-en un.</translation>
    </message>
    <message>
        <source>Done: {done}; {zonings}. Next: check them, then draw them.</source>
        <translation>Fait : {done} ; {zonings}. Ensuite : contrôlez-les, puis dessinez-les.</translation>
    </message>
    <message>
        <source>{n} types of territories</source>
        <translation>{n} types de territoires</translation>
    </message>
</context>
<context>
    <name>TerritoryAlgorithm</name>
    <message>
        <source>Workspace</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Type of territories (code, such as epci)</source>
        <translation>Type de territoires (code, par exemple epci)</translation>
    </message>
    <message>
        <source>Columns chosen by hand (wanted=column; …)</source>
        <translation>Colonnes choisies à la main (attendue=colonne ; …)</translation>
    </message>
    <message>
        <source>Source as printed on the sheets</source>
        <translation>Source telle qu’elle est imprimée</translation>
    </message>
    <message>
        <source>Year of the communes (COG)</source>
        <translation>Année des communes (COG)</translation>
    </message>
    <message>
        <source>Date of the data (YYYY-MM-DD)</source>
        <translation>Date des données (AAAA-MM-JJ)</translation>
    </message>
    <message>
        <source>Approximate or invented data: every sheet says so</source>
        <translation>Données approchées ou inventées : chaque feuille le dit</translation>
    </message>
    <message>
        <source>Correct malformed INSEE codes as proposed</source>
        <translation>Corriger les codes INSEE mal formés comme proposé</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Remarques</translation>
    </message>
    <message>
        <source>{wanted}: column {column}</source>
        <translation>{wanted} : colonne {column}</translation>
    </message>
</context>
<context>
    <name>TerritoryChart</name>
    <message>
        <source>Chart of a territory</source>
        <translation>Graphique d’un territoire</translation>
    </message>
    <message>
        <source>Population by age</source>
        <translation>Population par âge</translation>
    </message>
    <message>
        <source>Population by access time</source>
        <translation>Population selon le temps d’accès</translation>
    </message>
    <message>
        <source>Cooperations by modality</source>
        <translation>Coopérations par modalité</translation>
    </message>
    <message>
        <source>Ranks by a measure</source>
        <translation>Rangs selon une mesure</translation>
    </message>
    <message>
        <source>Two measures against each other</source>
        <translation>Deux mesures l’une contre l’autre</translation>
    </message>
    <message>
        <source>Indicators over time</source>
        <translation>Indicateurs dans le temps</translation>
    </message>
    <message>
        <source>Existing against target (OQOS)</source>
        <translation>Existant et cibles (OQOS)</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Graphique</translation>
    </message>
    <message>
        <source>Measure: kind of sites, key of the profile, indicators (a; b) or activity</source>
        <translation>Mesure : type de sites, clé du profil, indicateurs (a ; b) ou activité</translation>
    </message>
    <message>
        <source>Second measure, or the indicator that is a part of the first</source>
        <translation>Seconde mesure, ou indicateur qui est une partie du premier</translation>
    </message>
    <message>
        <source>Reference (type:code, as in departement:35; empty: the whole region)</source>
        <translation>Référence (type:code, comme departement:35 ; vide : toute la région)</translation>
    </message>
    <message>
        <source>Chart as a file (SVG, PNG or CSV), small numbers of persons hidden</source>
        <translation>Graphique en fichier (SVG, PNG ou CSV), petits nombres de personnes masqués</translation>
    </message>
    <message>
        <source>Least number of persons published (empty: that of the edition, else 11)</source>
        <translation>Plus petit nombre de personnes publié (vide : celui de l’édition, sinon 11)</translation>
    </message>
    <message>
        <source>Chart as data (JSON)</source>
        <translation>Graphique en données (JSON)</translation>
    </message>
</context>
<context>
    <name>TerritoryChoice</name>
    <message>
        <source>the whole region</source>
        <translation>la région entière</translation>
    </message>
    <message>
        <source>Search a name or a code</source>
        <translation>Chercher un nom ou un code</translation>
    </message>
    <message>
        <source>Search territories</source>
        <translation>Chercher des territoires</translation>
    </message>
    <message>
        <source>Territories</source>
        <translation>Territoires</translation>
    </message>
    <message>
        <source>&amp;Click on the map</source>
        <translation>&amp;Cliquer la carte</translation>
    </message>
    <message>
        <source>A territory by a click; with Ctrl one more</source>
        <translation>Un territoire d’un clic ; avec Ctrl, un de plus</translation>
    </message>
    <message>
        <source>&amp;Draw an area</source>
        <translation>&amp;Dessiner</translation>
    </message>
    <message>
        <source>Corners by clicks; Enter or a right click ends, Backspace takes the last corner, Escape gives up</source>
        <translation>Des coins par des clics ; Entrée ou un clic droit termine, Retour arrière ôte le dernier coin, Échap abandonne</translation>
    </message>
    <message>
        <source>Use the &amp;selection</source>
        <translation>Utiliser la &amp;sélection</translation>
    </message>
    <message>
        <source>The polygons selected in the current layer</source>
        <translation>Les polygones sélectionnés de la couche courante</translation>
    </message>
    <message>
        <source>&amp;Territories:</source>
        <translation>&amp;Territoires :</translation>
    </message>
    <message>
        <source>the area drawn</source>
        <translation>la zone dessinée</translation>
    </message>
    <message>
        <source>Choose a type of territories first.</source>
        <translation>Choisissez d’abord un type de territoires.</translation>
    </message>
    <message>
        <source>No territory of this type there.</source>
        <translation>Aucun territoire de ce type à cet endroit.</translation>
    </message>
    <message>
        <source>Select polygons of a layer first.</source>
        <translation>Sélectionnez d’abord des polygones d’une couche.</translation>
    </message>
    <message>
        <source>Chosen: {names}</source>
        <translation>Choisi : {names}</translation>
    </message>
</context>
<context>
    <name>TerritoryProfile</name>
    <message>
        <source>Profile of a territory</source>
        <translation>Profil d’un territoire</translation>
    </message>
    <message>
        <source>Reference (type:code, as in departement:35; empty: the whole region)</source>
        <translation>Référence (type:code, comme departement:35 ; vide : toute la région)</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Table to paste</source>
        <translation>Tableau à coller</translation>
    </message>
    <message>
        <source>Sentences to paste</source>
        <translation>Phrases à coller</translation>
    </message>
    <message>
        <source>Population</source>
        <translation>Population</translation>
    </message>
</context>
<context>
    <name>TerritoryTypeDialog</name>
    <message>
        <source>New type of territories</source>
        <translation>Nouveau type de territoires</translation>
    </message>
    <message>
        <source>A commune lies in &amp;one of them at most</source>
        <translation>Une commune est dans &amp;un seul d’entre eux au plus</translation>
    </message>
    <message>
        <source>&amp;Every commune lies in one of them</source>
        <translation>&amp;Toute commune est dans l’un d’eux</translation>
    </message>
    <message>
        <source>&amp;Code (small letters, digits, _):</source>
        <translation>&amp;Code (minuscules, chiffres, _) :</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Nom :</translation>
    </message>
    <message>
        <source>What they are for:</source>
        <translation>À quoi ils servent :</translation>
    </message>
</context>
<context>
    <name>ThemeSaveBox</name>
    <message>
        <source>Keep this theme as a sheet</source>
        <translation>Garder ce thème comme feuille</translation>
    </message>
    <message>
        <source>Folder of your catalogue</source>
        <translation>Dossier de votre catalogue</translation>
    </message>
    <message>
        <source>&amp;Replace a sheet of this id</source>
        <translation>&amp;Remplacer une feuille de cet identifiant</translation>
    </message>
    <message>
        <source>&amp;Keep as a sheet</source>
        <translation>&amp;Garder comme feuille</translation>
    </message>
    <message>
        <source>The atlas prints it when it is given this folder as your catalogue.</source>
        <translation>L’atlas l’imprime quand ce dossier lui est donné comme votre catalogue.</translation>
    </message>
    <message>
        <source>Id of the s&amp;heet:</source>
        <translation>Identifiant de la &amp;feuille :</translation>
    </message>
    <message>
        <source>T&amp;itle of the sheet:</source>
        <translation>T&amp;itre de la feuille :</translation>
    </message>
    <message>
        <source>Famil&amp;y:</source>
        <translation>Famil&amp;le :</translation>
    </message>
    <message>
        <source>F&amp;older:</source>
        <translation>D&amp;ossier :</translation>
    </message>
    <message>
        <source>Writing the sheet…</source>
        <translation>Écriture de la feuille…</translation>
    </message>
    <message>
        <source>Sheet written: {file}</source>
        <translation>Feuille écrite : {file}</translation>
    </message>
</context>
<context>
    <name>ThemeTab</name>
    <message>
        <source>Activities to draw</source>
        <translation>Activités à dessiner</translation>
    </message>
    <message>
        <source>&amp;Draw in the map</source>
        <translation>&amp;Dessiner dans la carte</translation>
    </message>
    <message>
        <source>Symbols are placed for the ground and scale the map has now: draw again after zooming.</source>
        <translation>Les symboles sont placés pour l’emprise et l’échelle actuelles de la carte : redessinez après un zoom.</translation>
    </message>
    <message>
        <source>&amp;Theme:</source>
        <translation>&amp;Thème :</translation>
    </message>
    <message>
        <source>Title in the &amp;legend:</source>
        <translation>Titre dans la &amp;légende :</translation>
    </message>
    <message>
        <source>Drawing…</source>
        <translation>Dessin en cours…</translation>
    </message>
    <message>
        <source>Atlas Soins: establishments</source>
        <translation>Atlas Soins : établissements</translation>
    </message>
    <message>
        <source>{drawn} sites are on the map, {lost} have no coordinates.</source>
        <translation>{drawn} sites sont sur la carte, {lost} n’ont pas de coordonnées.</translation>
    </message>
    <message>
        <source>activities of my choice</source>
        <translation>activités de mon choix</translation>
    </message>
    <message>
        <source>&amp;Names of the sites</source>
        <translation>&amp;Noms des sites</translation>
    </message>
    <message>
        <source>The area of a symbol follows the value</source>
        <translation>La surface d’un symbole suit la valeur</translation>
    </message>
    <message>
        <source>Si&amp;ze of the symbols:</source>
        <translation>&amp;Taille des symboles :</translation>
    </message>
    <message>
        <source>all the same</source>
        <translation>toutes égales</translation>
    </message>
    <message>
        <source>beds, places or devices of the activity</source>
        <translation>lits, places ou appareils de l’activité</translation>
    </message>
</context>
<context>
    <name>Undockable</name>
    <message>
        <source>Open in a panel of its own</source>
        <translation>Ouvrir dans un panneau à part</translation>
    </message>
    <message>
        <source>Closing the panel brings it back here</source>
        <translation>Fermer le panneau le ramène ici</translation>
    </message>
</context>
<context>
    <name>WhatIfTab</name>
    <message>
        <source>&amp;Read the minutes of every site</source>
        <translation>&amp;Lire les minutes de chaque site</translation>
    </message>
    <message>
        <source>With the roads, sites and conventions of the first tab</source>
        <translation>Avec les routes, les sites et les conventions du premier onglet</translation>
    </message>
    <message>
        <source>Sites and times are those of the first tab.</source>
        <translation>Les sites et les temps sont ceux du premier onglet.</translation>
    </message>
    <message>
        <source>The scenario is being saved…</source>
        <translation>Enregistrement du scénario en cours…</translation>
    </message>
    <message>
        <source>The minutes of every site are being read…</source>
        <translation>Lecture des minutes de chaque site en cours…</translation>
    </message>
    <message>
        <source>Sites of the scenario that are no more: {sites}</source>
        <translation>Sites du scénario qui n’existent plus : {sites}</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Et si…</translation>
    </message>
    <message>
        <source>Access times</source>
        <translation>Temps d’accès</translation>
    </message>
    <message>
        <source>The scenario “{name}” is kept in the atlas.</source>
        <translation>Le scénario « {name} » est conservé dans l’atlas.</translation>
    </message>
    <message>
        <source>Choose a commune of the list.</source>
        <translation>Choisissez une commune de la liste.</translation>
    </message>
    <message>
        <source>Remarks listed with the results: {n}</source>
        <translation>Remarques listées avec les résultats : {n}</translation>
    </message>
</context>
<context>
    <name>WordsPage</name>
    <message>
        <source>What it says</source>
        <translation>Ce qu’elle dit</translation>
    </message>
    <message>
        <source>&amp;Id (letters and digits):</source>
        <translation>&amp;Identifiant (lettres et chiffres) :</translation>
    </message>
    <message>
        <source>&amp;Title:</source>
        <translation>&amp;Titre :</translation>
    </message>
    <message>
        <source>&amp;Line under the title:</source>
        <translation>Li&amp;gne sous le titre :</translation>
    </message>
    <message>
        <source>&amp;Family:</source>
        <translation>&amp;Famille :</translation>
    </message>
    <message>
        <source>&amp;Heading of the legend:</source>
        <translation>Titre de la &amp;légende :</translation>
    </message>
    <message>
        <source>&amp;Source, as it is printed:</source>
        <translation>&amp;Source, telle qu’imprimée :</translation>
    </message>
    <message>
        <source>&amp;Date of the data:</source>
        <translation>&amp;Date des données :</translation>
    </message>
    <message>
        <source>made from the data</source>
        <translation>faite d’après les données</translation>
    </message>
</context>
</TS>
