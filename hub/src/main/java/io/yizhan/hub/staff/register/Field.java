package io.yizhan.hub.staff.register;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns of the register; a head is in Chinese or English, and other words that halls use are known too. */
public enum Field {
    STAFF("工号", "staff", "编号 人员编号"),
    NAME("姓名", "name", ""),
    AGENCY("机构编号", "agency", "单位编号 部门编号"),
    AGENCY_NAME("机构名称", "agency name", "机构 单位 单位名称 部门 进驻机构 进驻单位"),
    AGENCY_NAME_EN("英文名称", "english name", ""),
    POST("岗位", "post", "职务"),
    CHIEF("首席代表", "chief", ""),
    B("B岗工号", "b staff", "b岗"),
    SINCE("进驻日期", "since", "入驻日期 到岗日期"),
    COUNTER_SINCE("到窗口日期", "counter since", ""),
    LAST_DAY("离开日期", "last day", "离岗日期 最后一天"),
    CHANGED("变动日期", "changed on", ""),
    CONSENT("指纹同意", "consent", "");

    private final String chinese;
    private final String english;
    private final String others;

    /** @param others divided by spaces */
    Field(String chinese, String english, String others) {
        this.chinese = chinese;
        this.english = english;
        this.others = others;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }

    /** Spaces, underscores, the star of what must be filled in, and capitals make no difference. */
    static Optional<Field> of(String head) {
        String word = plain(head);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return Arrays.stream(values())
                .filter(field -> plain(field.chinese).equals(word)
                        || plain(field.english).equals(word)
                        || List.of(field.others.split(" ", -1)).contains(word))
                .findFirst();
    }

    private static String plain(String head) {
        return head.replaceAll("[\\s_*＊]", "").toLowerCase(Locale.ROOT);
    }
}
