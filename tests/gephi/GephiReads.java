// SPDX-License-Identifier: Apache-2.0
// What Gephi's own importers make of files: a line each with the name, nodes, edges, labels, intervals and kinds of edge,
// separated by tabs. A severe complaint of an importer ends it.
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.importer.plugin.file.ImporterGEXF;
import org.gephi.io.importer.plugin.file.ImporterGraphML;
import org.gephi.io.importer.plugin.file.ImporterPajek;
import org.gephi.io.importer.spi.FileImporter;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

public class GephiReads {
  static FileImporter importerOf(String path) {
    if (path.endsWith(".gexf")) return new ImporterGEXF();
    return path.endsWith(".net") ? new ImporterPajek() : new ImporterGraphML();
  }

  static Graph read(String path) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    projects.newProject();
    Workspace workspace = projects.getCurrentWorkspace();
    ImportController imports = Lookup.getDefault().lookup(ImportController.class);
    Container container;
    try (InputStreamReader text = new InputStreamReader(Files.newInputStream(Path.of(path)), StandardCharsets.UTF_8)) {
      container = imports.importFile(text, importerOf(path));
    }
    for (Iterator<Issue> issues = container.getReport().getIssues(Integer.MAX_VALUE); issues.hasNext();) {
      Issue issue = issues.next();
      // Of a line of Pajek with several words in quotes, as NetworkX has them too, it says SEVERE, and reads it.
      if (issue.getLevel() == Issue.Level.CRITICAL || (issue.getLevel() == Issue.Level.SEVERE && !path.endsWith(".net")))
        throw new IllegalStateException(path + ": " + issue.getMessage());
    }
    container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
    imports.process(container, new DefaultProcessor(), workspace);
    return Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace).getGraph();
  }

  public static void main(String[] paths) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    for (String path : paths) {
      Graph graph = read(path);
      int labels = 0;
      for (Node node : graph.getNodes()) labels += node.getLabel() == null || node.getLabel().isEmpty() ? 0 : 1;
      int intervals = 0;
      Set<String> kinds = new TreeSet<>();
      for (Edge edge : graph.getEdges()) {
        intervals += edge.getIntervals() == null ? 0 : edge.getIntervals().length;
        kinds.add(String.valueOf(edge.getTypeLabel()));
      }
      System.out.printf("%s\t%d\t%d\t%d\t%d\t%d%n", Path.of(path).getFileName(), graph.getNodeCount(),
          graph.getEdgeCount(), labels, intervals, kinds.size());
    }
    System.exit(0);  // Gephi keeps threads
  }
}
